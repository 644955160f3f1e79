using Ntm.Assessment.Rules;

namespace Ntm.Dossier.Tests.Domain.Paths;

public sealed class PathTitleTests
{
    private static readonly RuleBook Book = RuleBook.Load(Path.Combine(AppContext.BaseDirectory, "assessment-rules"));

    /// <summary>Without them its dossiers would come to a stage that nobody can end.</summary>
    [Theory]
    [InlineData("xa-ntm-2-cap")]
    [InlineData("xa-ntm-2-cap-v2")]
    public void A_title_of_a_path_with_a_survey_has_a_rule_and_a_ballot(string key)
    {
        var path = PathFiles.Read(key);

        Assert.All(
            path.Titles,
            title =>
            {
                Assert.NotNull(Book.SurveyRuleFor(title, path.ValidFrom));
                Assert.NotNull(Book.QuestionsFor(title, path.ValidFrom));
            }
        );
    }
}
