using System.ComponentModel.DataAnnotations;

namespace Ntm.Assessment;

/// <summary>Settings of the assessment service; section <c>Assessment</c>.</summary>
public sealed class AssessmentOptions
{
    public const string Section = "Assessment";

    /// <summary>Folder of the dated rules: criteria sets, survey rules, ballots, regions. Beside the program unless set.</summary>
    [Required]
    public string RulesFolder { get; set; } = Path.Combine(AppContext.BaseDirectory, "assessment-rules");
}
