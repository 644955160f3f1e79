using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Features;
using Ntm.Contracts.Assessment.V1;

namespace Ntm.Assessment.Tests.Features;

public sealed class SubmitSelfAssessmentTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    [Fact]
    public async Task A_full_self_assessment_passes_every_criterion_and_is_published()
    {
        var (dossier, unit) = await ReadyAsync();
        await fixture.FillAsync(dossier, unit);

        var view = await SubmitAsync(dossier, unit);

        Assert.True(view.AllCriteriaPassed);
        Assert.Equal(1, view.Revision);
        var @event = await fixture.Platform.ReceivedAsync<SelfAssessmentSubmitted>(@event => @event.DossierId == dossier);
        Assert.True(@event.AllCriteriaPassed);
        Assert.Equal(
            ("XA_NTM_2021_2025", 1, "officer-1", 19),
            (@event.CriteriaSet, @event.Revision, @event.SubmittedBy, @event.Criteria.Count)
        );
        Assert.Equal("100 % (100/100)", @event.Criteria[1].Indicators[0].Value);
        Assert.Equal(unit.Split('/')[^1], @event.UnitCode);
        Assert.Equal([new NamedStage("self-assessment", 1)], @event.Stages);
    }

    [Fact]
    public async Task A_revision_names_who_entered_it_and_the_open_stages_that_ask_for_it()
    {
        var (dossier, unit) = await ReadyAsync();
        await PutAsync(dossier, unit, "1.1", new IndicatorValue { Met = true });
        await fixture.PublishAsync(fixture.Completed(dossier, unit, "self-assessment", "SelfAssessment"));
        await fixture.PublishAsync(fixture.Opened(dossier, unit, "commune-dossier", "Preparation", 2) with { EditableCriteria = ["17"] });
        await fixture.PublishAsync(fixture.Opened(dossier, unit, "survey-remedy", "Preparation") with { EditableCriteria = [] });

        var leader = fixture.Platform.As("leader-1", $"leader@{unit}");
        await AssessmentPlatform.ReadAsync<SelfAssessmentView>(
            await leader.PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null)
        );

        var submitted = await fixture.Platform.ReceivedAsync<SelfAssessmentSubmitted>(@event => @event.DossierId == dossier);
        Assert.Equal([new NamedStage("commune-dossier", 2)], submitted.Stages);
        Assert.Equal(("leader-1", "officer-1"), (submitted.SubmittedBy, Assert.Single(submitted.PreparedBy!)));
    }

    [Fact]
    public async Task Who_lent_the_role_in_which_it_was_filled_or_submitted_is_named_beside_the_deputy()
    {
        var (dossier, unit) = await ReadyAsync();
        var filler = fixture.Platform.As("deputy-1", $"officer@{unit}~officer-9");
        var uploader = fixture.Platform.As("deputy-2", $"officer@{unit}~officer-8");
        var submitter = fixture.Platform.As("deputy-3", $"leader@{unit}~leader-9");
        var values = new[] { new { code = "1.1", value = new IndicatorValue { Met = true } } };
        (await filler.PutAsJsonAsync($"{AssessmentPlatform.Draft(dossier)}/values", new { values })).EnsureSuccessStatusCode();
        await AssessmentPlatform.AttachAsync(uploader, dossier, "1.1");

        (await submitter.PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null)).EnsureSuccessStatusCode();

        var submitted = await fixture.Platform.ReceivedAsync<SelfAssessmentSubmitted>(@event => @event.DossierId == dossier);
        Assert.Equal(("deputy-3", "leader-9"), (submitted.SubmittedBy, submitted.OnBehalfOf));
        Assert.Equal(["deputy-1", "deputy-2", "officer-8", "officer-9"], submitted.PreparedBy!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_holds_the_role_himself_answers_alone_though_another_was_lent_to_him()
    {
        var (dossier, unit) = await ReadyAsync();
        var both = fixture.Platform.As("both", $"officer@{unit}", $"officer@{unit}~officer-9", $"leader@{unit}~leader-9");
        var values = new[] { new { code = "1.1", value = new IndicatorValue { Met = true } } };
        (await both.PutAsJsonAsync($"{AssessmentPlatform.Draft(dossier)}/values", new { values })).EnsureSuccessStatusCode();
        await AssessmentPlatform.AttachAsync(both, dossier, "1.1");

        (await both.PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null)).EnsureSuccessStatusCode();

        var submitted = await fixture.Platform.ReceivedAsync<SelfAssessmentSubmitted>(@event => @event.DossierId == dossier);
        Assert.Equal(("both", null, "both"), (submitted.SubmittedBy, submitted.OnBehalfOf, Assert.Single(submitted.PreparedBy!)));
    }

    [Fact]
    public async Task What_is_missing_failing_or_undecidable_is_listed_and_does_not_pass()
    {
        var unit = AssessmentPlatform.NewCommune("43/490");
        var dossier = await fixture.OpenAsync(unit);
        await PutAsync(dossier, unit, "1.1", new IndicatorValue { Met = false });
        await PutAsync(dossier, unit, "2.1", new IndicatorValue { Numerator = 1, Denominator = 1 });

        var view = await SubmitAsync(dossier, unit);

        Assert.False(view.AllCriteriaPassed);
        Assert.Equal(["1.1"], view.Failing);
        Assert.Equal(55, view.Missing.Count);
        Assert.Equal(["2.1"], view.Undecidable);
        var @event = await fixture.Platform.ReceivedAsync<SelfAssessmentSubmitted>(@event => @event.DossierId == dossier);
        Assert.False(@event.AllCriteriaPassed);
        Assert.Equal("undecidable", @event.Criteria[1].Indicators[0].Verdict);
    }

    [Fact]
    public async Task A_later_revision_shows_what_changed_and_reports_what_was_lost_again_once()
    {
        var (dossier, unit) = await ReadyAsync();
        await fixture.FillAsync(dossier, unit);
        await SubmitAsync(dossier, unit);
        await PutAsync(dossier, unit, "17.4", new IndicatorValue { Number = 1.9m });
        await SubmitAsync(dossier, unit);
        await SubmitAsync(dossier, unit);

        var diff = (
            await fixture.Reviewer(unit).GetFromJsonAsync<RevisionComparison>($"{AssessmentPlatform.Draft(dossier)}/revisions/2/diff")
        )!;

        Assert.Equal(["17"], diff.Lost);
        var change = Assert.Single(diff.Changed);
        Assert.Equal(
            ("17.4", "1.000 m²/người", "1,9 m²/người", "passed", "failed"),
            (change.Code, change.ValueBefore, change.ValueAfter, change.VerdictBefore, change.VerdictAfter)
        );
        await fixture.Platform.ReceivedAsync<SelfAssessmentSubmitted>(@event => @event.DossierId == dossier && @event.Revision == 3);
        var lost = Assert.Single(fixture.Platform.Received<CriterionLost>(), @event => @event.DossierId == dossier);
        Assert.Equal(("17", 2), (lost.CriterionCode, lost.Revision));
    }

    [Fact]
    public async Task Revisions_are_listed_read_and_compared_with_any_earlier_one()
    {
        var (dossier, unit) = await ReadyAsync();
        await PutAsync(dossier, unit, "1.1", new IndicatorValue { Met = true });
        await fixture.AttachAsync(dossier, unit, "1.1");
        await SubmitAsync(dossier, unit);
        await fixture.FillAsync(dossier, unit);
        await SubmitAsync(dossier, unit);

        var client = fixture.Officer(unit);
        var list = (await client.GetFromJsonAsync<List<RevisionSummary>>($"{AssessmentPlatform.Draft(dossier)}/revisions"))!;
        var first = (await client.GetFromJsonAsync<RevisionView>($"{AssessmentPlatform.Draft(dossier)}/revisions/1"))!;
        var all = (await client.GetFromJsonAsync<RevisionComparison>($"{AssessmentPlatform.Draft(dossier)}/revisions/2/diff?against=0"))!;

        Assert.Equal([(1, false), (2, true)], list.Select(revision => (revision.Revision, revision.AllCriteriaPassed)));
        Assert.Equal("passed", first.Criteria[0].Indicators[0].Verdict);
        Assert.Equal("missing", first.Criteria[0].Indicators[1].Verdict);
        Assert.Equal((57, 19), (all.Changed.Count, all.Gained.Count));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{AssessmentPlatform.Draft(dossier)}/revisions/3")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await client.GetAsync($"{AssessmentPlatform.Draft(dossier)}/revisions/2/diff?against=7")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await fixture.Officer(AssessmentPlatform.NewCommune()).GetAsync($"{AssessmentPlatform.Draft(dossier)}/revisions")).StatusCode
        );
    }

    [Fact]
    public async Task Those_above_see_what_was_submitted_and_not_the_draft_after_it()
    {
        var (dossier, unit) = await ReadyAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Reviewer(unit).GetAsync(AssessmentPlatform.Draft(dossier))).StatusCode);
        await fixture.FillAsync(dossier, unit);
        await SubmitAsync(dossier, unit);
        await PutAsync(dossier, unit, "1.1", null);

        var seen = (await fixture.Reviewer(unit).GetFromJsonAsync<SelfAssessmentView>(AssessmentPlatform.Draft(dossier)))!;

        Assert.Equal("submitted", seen.Shows);
        Assert.Empty(seen.Missing);
        Assert.Empty(seen.AllowedActions);
        var submit = await fixture.Reviewer(unit).PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null);
        Assert.Equal((403, "assessment.forbidden", null), await AssessmentPlatform.RefusalAsync(submit));
    }

    [Fact]
    public async Task Nothing_empty_stale_or_locked_is_submitted()
    {
        var (dossier, unit) = await ReadyAsync();
        var path = $"{AssessmentPlatform.Draft(dossier)}/submission";
        Assert.Equal(
            (409, "assessment.nothing_to_submit", null),
            await AssessmentPlatform.RefusalAsync(await fixture.Officer(unit).PostAsync(path, null))
        );

        await PutAsync(dossier, unit, "1.1", new IndicatorValue { Met = true });
        var stale = fixture.Officer(unit);
        stale.DefaultRequestHeaders.IfMatch.Add(new EntityTagHeaderValue("\"0\""));
        Assert.Equal((412, "request.stale", null), await AssessmentPlatform.RefusalAsync(await stale.PostAsync(path, null)));

        await fixture.PublishAsync(fixture.Completed(dossier, unit, "self-assessment", "SelfAssessment"));
        Assert.Equal(
            (409, "assessment.not_editable", null),
            await AssessmentPlatform.RefusalAsync(await fixture.Officer(unit).PostAsync(path, null))
        );
        Assert.Empty(
            (await fixture.Officer(unit).GetFromJsonAsync<List<RevisionSummary>>($"{AssessmentPlatform.Draft(dossier)}/revisions"))!
        );
    }

    [Fact]
    public async Task A_value_that_counts_only_with_evidence_is_not_submitted_without_it()
    {
        var (dossier, unit) = await ReadyAsync();
        var path = $"{AssessmentPlatform.Draft(dossier)}/submission";
        await PutAsync(dossier, unit, "1.1", new IndicatorValue { Met = true });
        await PutAsync(dossier, unit, "1.2", new IndicatorValue { Met = false });
        await PutAsync(dossier, unit, "18.4", new IndicatorValue { Parts = [true, true, true] });

        var refused = await fixture.Officer(unit).PostAsync(path, null);

        Assert.Equal((409, "assessment.evidence_missing", null), await AssessmentPlatform.RefusalAsync(refused));
        Assert.Contains("1.1, 18.4", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["18.4"], (await fixture.AttachAsync(dossier, unit, "1.1")).MissingEvidence);
        var draft = await fixture.AttachAsync(dossier, unit, "18.4");
        Assert.Empty(draft.MissingEvidence);
        Assert.Equal(1, (await SubmitAsync(dossier, unit)).Revision);
    }

    [Fact]
    public async Task Fifty_submissions_at_once_on_one_seen_state_make_one_revision()
    {
        var (dossier, unit) = await ReadyAsync();
        await fixture.FillAsync(dossier, unit);
        var seen = (await fixture.Officer(unit).GetAsync(AssessmentPlatform.Draft(dossier))).Headers.ETag!;
        var client = fixture.Officer(unit);
        client.DefaultRequestHeaders.IfMatch.Add(seen);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => client.PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null))
        );

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(49, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
        await fixture.Platform.ReceivedAsync<SelfAssessmentSubmitted>(@event => @event.DossierId == dossier);
        Assert.Single(fixture.Platform.Received<SelfAssessmentSubmitted>(), @event => @event.DossierId == dossier);
    }

    /// <summary>An open self-assessment in a province that has confirmed every threshold.</summary>
    private async Task<(Guid Dossier, string Unit)> ReadyAsync()
    {
        var unit = AssessmentPlatform.NewCommune();
        await fixture.ConfirmAllAsync("42");
        return (await fixture.OpenAsync(unit), unit);
    }

    private async Task<SelfAssessmentView> SubmitAsync(Guid dossier, string unit) =>
        await AssessmentPlatform.ReadAsync<SelfAssessmentView>(
            await fixture.Officer(unit).PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null)
        );

    private async Task PutAsync(Guid dossier, string unit, string code, IndicatorValue? value) =>
        (
            await fixture
                .Officer(unit)
                .PutAsJsonAsync(
                    $"{AssessmentPlatform.Draft(dossier)}/values",
                    new PutIndicatorValuesRequest { Values = [new IndicatorInput { Code = code, Value = value }] }
                )
        ).EnsureSuccessStatusCode();
}
