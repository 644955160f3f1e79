using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Audit;
using Ntm.Web;

namespace Ntm.Assessment.Domain.SelfAssessments;

/// <summary>
/// That a province let a running dossier go on under another criteria set, by a numbered document. Without such an act a dossier keeps
/// the set of the day on which it was opened.
/// </summary>
internal sealed class SetMove : IAudited
{
    public required Guid Id { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>Code of the set before; null where none was in force.</summary>
    public string? From { get; init; }
    public required string To { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }
    public required string MovedBy { get; init; }
    public required string MovedByName { get; init; }
    public required DateTimeOffset MovedAt { get; init; }

    /// <summary>The move of a draft to a set by a document of the province.</summary>
    public static SetMove Of(OpenedAssessment opened, CriteriaSet to, ProvinceDocument document, Caller by, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            DossierId = opened.Assessment.DossierId,
            From = opened.Set?.Code,
            To = to.Code,
            DocumentNumber = document.Number,
            DocumentDate = document.Date,
            MovedBy = by.Subject,
            MovedByName = by.Name,
            MovedAt = at,
        };

    public string AuditKey => $"set-move/{Id:D}";

    public object AuditContent() =>
        new
        {
            DossierId,
            From,
            To,
            DocumentNumber,
            DocumentDate,
            MovedBy,
        };
}

/// <summary>What a move to another set would do to a draft.</summary>
/// <param name="Differences">What differs between the two sets.</param>
/// <param name="Dropped">Codes of indicators whose values and evidence cannot be taken over.</param>
internal sealed record SetMoveEffect(SetComparison Differences, IReadOnlyList<string> Dropped)
{
    /// <summary>Values stay where an indicator of the same code asks for the same kind of value.</summary>
    public static SetMoveEffect Of(OpenedAssessment opened, CriteriaSet to)
    {
        var assessment = opened.Assessment;
        var filled = assessment.Entries.Select(entry => entry.Code).Concat(assessment.Evidence.Select(file => file.Code)).Distinct();
        return new SetMoveEffect(
            SetComparison.Between(opened.Set, to),
            [.. filled.Where(code => !AsksAlike(opened.Set?.Find(code), to.Find(code))).Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>Why the draft cannot go on under the set now; null when it can.</summary>
    public static Error? WhyNot(OpenedAssessment opened, CriteriaSet to, DateOnly today) =>
        to.Title != opened.Assessment.Title || to.Province is { } province && province != UnitScope.ProvinceOf(opened.Assessment.UnitPath)
            ? AssessmentErrors.CriteriaSetNotFound
        : to.Code == opened.Set?.Code ? Error.Conflict("assessment.set_move_same", "Hồ sơ đang dùng chính bộ tiêu chí này.", "code")
        : !to.InForceOn(today) ? Error.Conflict("assessment.set_move_not_in_force", "Bộ tiêu chí này không có hiệu lực hôm nay.", "code")
        : !opened.Stages.Any(stage => stage is { Completed: false, Criteria: null })
            ? Error.Conflict(
                "assessment.set_move_too_late",
                "Chỉ chuyển bộ tiêu chí khi hồ sơ đang ở bước tự đánh giá; hồ sơ đã gửi đi vẫn theo bộ tiêu chí lúc mở."
            )
        : null;

    /// <summary>Every reason why the document does not move the draft to the set.</summary>
    public static IEnumerable<Error> Faults(OpenedAssessment opened, CriteriaSet to, ProvinceDocument document, DateOnly today) =>
        WhyNot(opened, to, today) is { } fault ? document.Faults(today).Append(fault) : document.Faults(today);

    private static bool AsksAlike(Indicator? before, Indicator? after) =>
        before is not null
        && after is not null
        && before.Kind == after.Kind
        && before.BySex == after.BySex
        && before.Parts.Count == after.Parts.Count;
}
