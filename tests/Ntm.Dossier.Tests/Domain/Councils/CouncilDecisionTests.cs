using System.Text;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Councils;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Domain.Councils;

public sealed class CouncilDecisionTests
{
    private static readonly VoteRules Rules = VoteRules.Load();
    private static readonly Act Act = new("leader", new DateTimeOffset(2023, 2, 1, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_roster_names_all_its_faults_at_once()
    {
        CouncilMember[] members =
        [
            new("a", "An", "Phó Chủ tịch", "UBND tỉnh", CouncilRole.Chair),
            new("a", "An", "Giám đốc", "Sở", CouncilRole.Chair),
            new("b", "Bình\n", "Giám đốc", "Sở"),
            new("c", "Chi", "", "Sở"),
        ];

        var refused = Check(CouncilDecisions.Of(members));

        Assert.Equal(
            ["members[2].name", "members[3].position"],
            refused.Errors.Where(fault => fault.Code == "dossier.council_text_invalid").Select(fault => fault.Field)
        );
        Assert.Equal(
            ["dossier.council_member_twice", "dossier.council_one_chair", "dossier.council_one_secretary"],
            Codes(refused).Where(code => code != "dossier.council_text_invalid")
        );
    }

    [Fact]
    public void An_empty_roster_a_blank_line_and_too_many_members_are_refused()
    {
        Assert.Equal(["dossier.council_roster_empty"], Codes(Check(CouncilDecisions.Of([]))));
        Assert.Equal(["dossier.council_member_blank"], Codes(Check(CouncilDecisions.Of([.. CouncilDecisions.Roster(2), null!]))));
        Assert.Equal(["dossier.council_roster_too_long"], Codes(Check(CouncilDecisions.Of(CouncilDecisions.Roster(201)))));
        Assert.Empty(Codes(Check(CouncilDecisions.Of(CouncilDecisions.Roster(200)))));
    }

    [Theory]
    [InlineData(4, "V1", "dossier.council_too_few,dossier.council_even_number")]
    [InlineData(6, "V1", "dossier.council_even_number")]
    [InlineData(5, "V1", "")]
    [InlineData(4, "M?", "")]
    public void The_size_is_asked_for_by_the_rule_of_the_day_once_its_source_is_confirmed(int members, string mark, string codes)
    {
        var rules = VoteRules.Parse(
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    $$$"""
                    {"rules":[{"key":"r","title":"t","validFrom":"2020-01-01",
                    "size":{"fewest":5,"odd":true,"source":"s","mark":"{{{mark}}}"},
                    "quorum":{"numerator":1,"denominator":2,"source":"s","mark":"V1"},
                    "majority":{"numerator":9,"denominator":10,"source":"s","mark":"V1"}}]}
                    """
                )
            )
        );

        var answer = AppraisalCouncil.Check(CouncilDecisions.Of(CouncilDecisions.Roster(members)), null, Act, rules);

        Assert.Equal(codes, string.Join(',', Codes(answer)));
    }

    [Fact]
    public void A_decision_is_in_force_from_its_first_day_to_its_last_or_to_the_next_one()
    {
        var first = CouncilDecisions.Of(CouncilDecisions.Roster(3));
        var second = first with { Sequence = 2, ValidFrom = new DateOnly(2023, 5, 1), ValidTo = new DateOnly(2023, 6, 30) };
        var council = new AppraisalCouncil([first, second]);

        Assert.Null(council.InForceOn(new DateOnly(2023, 1, 31)));
        Assert.Same(first, council.InForceOn(new DateOnly(2023, 2, 1)));
        Assert.Same(first, council.InForceOn(new DateOnly(2023, 4, 30)));
        Assert.Same(second, council.InForceOn(new DateOnly(2023, 5, 1)));
        Assert.Same(second, council.InForceOn(new DateOnly(2023, 6, 30)));
        Assert.Null(council.InForceOn(new DateOnly(2023, 7, 1)));
    }

    [Fact]
    public void An_amendment_begins_after_the_first_day_of_what_it_amends()
    {
        var first = CouncilDecisions.Of(CouncilDecisions.Roster(3));

        Assert.Equal(["dossier.date_too_early"], Codes(AppraisalCouncil.Check(first with { Sequence = 2 }, first, Act, Rules)));
        Assert.Empty(Codes(AppraisalCouncil.Check(first with { Sequence = 2, ValidFrom = first.ValidFrom.AddDays(1) }, first, Act, Rules)));
    }

    private static Result<CouncilDecision> Check(CouncilDecision decision) => AppraisalCouncil.Check(decision, null, Act, Rules);

    private static IEnumerable<string> Codes(Result<CouncilDecision> answer) => answer.Errors.Select(fault => fault.Code);
}
