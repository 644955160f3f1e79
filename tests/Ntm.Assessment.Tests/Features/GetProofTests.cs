using System.Net;
using System.Net.Http.Json;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Features;
using Ntm.Contracts.Assessment.V1;

namespace Ntm.Assessment.Tests.Features;

/// <summary>What is stored gives the hashes that were published; <c>Ntm.Dossier.Tests</c> changes it in the tables.</summary>
public sealed class GetProofTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private readonly string unit = AssessmentPlatform.NewCommune();

    [Fact]
    public async Task What_is_stored_gives_the_hashes_that_were_published()
    {
        await fixture.ConfirmAllAsync("42");
        var dossier = await fixture.OpenAsync(unit);
        await PutAsync(dossier, "3.1", new IndicatorValue { Numerator = 80.50m, Denominator = 100 });
        await fixture.AttachAsync(dossier, unit, "3.1");
        await SubmitAsync(dossier);
        await PutAsync(dossier, "3.1", new IndicatorValue { Numerator = 81, Denominator = 100 });
        await SubmitAsync(dossier);
        var survey = await fixture.OpenSurveyAsync(dossier, unit);
        await CloseAsync(survey);

        var proof = (await ReadAsync(fixture.Reviewer(unit), dossier))!;

        var submitted = await fixture.Platform.ReceivedAsync<SelfAssessmentSubmitted>(found =>
            found.DossierId == dossier && found.Revision == 1
        );
        var second = await fixture.Platform.ReceivedAsync<SelfAssessmentSubmitted>(found =>
            found.DossierId == dossier && found.Revision == 2
        );
        var closed = await fixture.Platform.ReceivedAsync<SurveyClosed>(found => found.DossierId == dossier);
        Assert.Equal([1, 2], proof.Revisions.Select(found => found.Revision));
        Same(submitted.Proof!, proof.Revisions[0].Proof);
        Same(second.Proof!, proof.Revisions[1].Proof);
        Same(closed.Proof!, Assert.Single(proof.Surveys).Proof);
        Assert.Equal(["3.1"], submitted.Proof!.Parts.Except(second.Proof!.Parts).Select(part => part.Name));
        Assert.Contains(submitted.Proof.Parts, part => part.Name == "3.1/evidence");
        Assert.Equal(["count", "minutes", $"village/{unit.Split('/')[^1]}/1"], closed.Proof!.Parts.Select(part => part.Name));
    }

    [Fact]
    public async Task An_open_survey_is_not_in_it_and_strangers_do_not_read_it()
    {
        var dossier = await fixture.OpenAsync(unit);
        await fixture.OpenSurveyAsync(dossier, unit);

        Assert.Empty((await ReadAsync(fixture.Officer(unit), dossier))!.Surveys);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await fixture.Reviewer(unit).GetAsync($"{AssessmentPlatform.Draft(dossier)}/proof")).StatusCode
        );
    }

    private static void Same(ContentProof published, ContentProof stored)
    {
        Assert.Equal(published.Hash, stored.Hash);
        Assert.Equal(published.Parts, stored.Parts);
    }

    private static Task<AssessmentProof?> ReadAsync(HttpClient client, Guid dossier) =>
        client.GetFromJsonAsync<AssessmentProof>($"{AssessmentPlatform.Draft(dossier)}/proof");

    private async Task PutAsync(Guid dossier, string code, IndicatorValue value) =>
        (
            await fixture
                .Officer(unit)
                .PutAsJsonAsync(
                    $"{AssessmentPlatform.Draft(dossier)}/values",
                    new PutIndicatorValuesRequest { Values = [new IndicatorInput { Code = code, Value = value }] }
                )
        ).EnsureSuccessStatusCode();

    private async Task SubmitAsync(Guid dossier) =>
        (await fixture.Officer(unit).PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null)).EnsureSuccessStatusCode();

    private async Task CloseAsync(Guid survey)
    {
        var front = fixture.Front(unit);
        var sheet = new VillageSheet
        {
            Households = 100,
            Issued = 100,
            Returned = 100,
            Valid = 100,
            Invalid = 0,
            Answers =
            [
                .. Enumerable
                    .Range(1, 10)
                    .Select(number => new QuestionCount
                    {
                        Question = $"q{number}",
                        Satisfied = 95,
                        NotSatisfied = 5,
                    }),
            ],
        };
        (await front.PutAsJsonAsync($"assessment/surveys/{survey}/villages/{unit.Split('/')[^1]}", sheet)).EnsureSuccessStatusCode();
        var minutes = new CloseSurveyRequest
        {
            MinutesNumber = "03/BB-MTTQ",
            MinutesDate = AssessmentPlatform.OpenedOn,
            Signatories = [new Signatory { Name = "Người ký mẫu", Position = "Chủ tịch Ủy ban MTTQ xã" }],
        };
        (await front.PostAsJsonAsync($"assessment/surveys/{survey}/closure", minutes)).EnsureSuccessStatusCode();
    }
}
