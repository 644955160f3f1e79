using Ntm.Portal.Api;
using Ntm.Portal.Pages.Assessments;
using Ntm.Portal.Pages.Dossiers;
using Ntm.Portal.Parts;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Tests.Parts;

/// <summary>Before and now, and where one goes on.</summary>
public sealed class ReturnChangesTests
{
    [Theory]
    [InlineData("39,2", "39,2 triệu đồng")]
    [InlineData("82,5 % (33/40)", "82,5 % (33/40)")]
    [InlineData(null, "chưa nhập")]
    public void A_bare_number_gets_its_unit(string? value, string shown)
    {
        var known = new Dictionary<string, IndicatorRecord>
        {
            ["1.1"] = new() { Code = "1.1", Unit = "triệu đồng" },
        };

        Assert.Equal(shown, new ReturnChanges([], known).ValueOf("1.1", new AssessedRecord("1.1", "passed", value, [])));
    }

    [Theory]
    [InlineData("a", "a", null)]
    [InlineData("a", "a,b", "thêm 1 minh chứng")]
    [InlineData("a,b", "b", "bỏ 1 minh chứng")]
    [InlineData("a", "b,c", "thêm 2, bỏ 1 minh chứng")]
    public void Evidence_that_came_and_went_is_counted(string before, string now, string? words) =>
        Assert.Equal(words, ReturnChanges.EvidenceOf(new IndicatorDiffRecord("1.1", Assessed(before), Assessed(now))));

    [Theory]
    [InlineData("missing,missing", "chưa nhập")]
    [InlineData("passed,missing", "chưa nhập đủ")]
    [InlineData("failed,missing", "chưa đạt")]
    [InlineData("passed,undecidable", "chờ tỉnh xác nhận")]
    public void What_was_never_entered_is_not_called_failed(string verdicts, string standing) =>
        Assert.Equal(
            standing,
            Words.StandingOf(
                new CriterionRecord("1", "", false, [.. verdicts.Split(',').Select(verdict => new IndicatorRecord { Verdict = verdict })])
            )
        );

    [Theory]
    [InlineData("male.denominator", "1.1:ofMale")]
    [InlineData("numerator", "1.1:numerator")]
    [InlineData("parts", "1.1:part0")]
    [InlineData(".code", "1.1")]
    public void A_part_that_the_API_names_leads_to_its_field(string part, string field) =>
        Assert.Equal(field, IndicatorForm.FieldOf("1.1", part));

    [Theory]
    [InlineData("CompleteStage", "/ho-so/00000000-0000-0000-0000-000000000000/lam/CompleteStage?o=%2Fx")]
    [InlineData("ClaimStage", null)]
    public void A_stage_leads_to_its_work_and_to_nothing_where_there_is_none(string act, string? address)
    {
        var stage = new StageRecord("s", "S", "Preparation", 1, "open", "commune", "officer", [], []);
        var open = new OpenStageRecord("s", "S", "Preparation", 1, "", "", "", default, null, null, [], false, []);
        var dossier = new DossierRecord { Open = [open], Actions = [new ActionRecord(act, "s", "POST", "/x", null, null)] };

        Assert.Equal(address, StageTasks.AddressOf(dossier, new Person(), stage));
        Assert.Null(StageTasks.AddressOf(dossier with { Open = [] }, new Person(), stage));
    }

    [Theory]
    [InlineData("review.concluded", "Returned", "Thẩm định: trả lại để hoàn thiện")]
    [InlineData("stage.completed", null, "Xong: Thẩm định")]
    [InlineData("dossier.opened", null, "Xã mở hồ sơ")]
    public void An_act_is_told_in_words_with_who_did_it(string action, string? outcome, string words)
    {
        var row = new HistoryRow(1, default, action, "s", "Thẩm định", "Mẫu Thị Vân", "province", "appraiser", outcome, null, null);

        Assert.Equal((words, "Mẫu Thị Vân, Thẩm định cấp tỉnh"), (HistoryWords.Of(row), HistoryWords.By(row)));
    }

    private static AssessedRecord Assessed(string hashes) => new("1.1", "passed", "1", hashes.Split(','));
}
