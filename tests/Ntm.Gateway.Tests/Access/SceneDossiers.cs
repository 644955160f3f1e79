using System.Text.Json;
using Ntm.Rehearsal;
using static Ntm.Gateway.Tests.Access.Places;

namespace Ntm.Gateway.Tests.Access;

/// <summary>A dossier at each stage of the path, with markers in what is judged, voted and surveyed, and one of another district.</summary>
internal sealed class SceneDossiers(RehearsalSession rehearsal)
{
    private const int Year = 2023;
    private const int SheetsEntered = 4;

    private readonly Dictionary<string, DossierStory> stories = [];

    public Guid ReviewFile { get; private set; }

    public Guid OtherReviewFile { get; private set; }

    public Guid AppraisalFile { get; private set; }

    public Guid Minutes { get; private set; }

    public Guid Council { get; private set; }

    public Guid OpenSurvey { get; private set; }

    public Guid ClosedSurvey { get; private set; }

    public string DraftEvidence { get; private set; } = "";

    private DossierStory this[string commune] => stories[commune];

    public Guid IdOf(string commune) => this[commune].Id;

    public async Task BuildAsync()
    {
        await SelfAssessmentStory.ConfirmThresholdsAsync(rehearsal);
        foreach (var commune in Commune.All)
        {
            stories[commune] = await DossierStory.OpenAsync(rehearsal, Own(commune), Year);
        }

        stories[OtherCommune] = await DossierStory.OpenAsync(rehearsal, People.CamHa, Year);
        Gather();
        await Task.WhenAll(
            DraftAsync(),
            PrepareAsync(this[Commune.Preparing]),
            ReviewAsync(),
            OtherReviewAsync(),
            ToSubmissionAsync(this[Commune.Submitting]),
            AppraiseAsync(),
            ToVoteAsync(this[Commune.VotedOn]),
            ToVoteAsync(this[Commune.Deciding]),
            ToVoteAsync(this[Commune.Announcing])
        );

        // The first vote sets the council up, the others find it.
        await this[Commune.Deciding].VoteAsync(inFavour: 7);
        await this[Commune.Deciding].AtAsync("decision");
        await this[Commune.Announcing].VoteAsync(inFavour: 7);
        await this[Commune.Announcing].AtAsync("decision");
        await this[Commune.Announcing].DecideAsync("01/QĐ-MẪU");
        await this[Commune.Announcing].AtAsync("announcement");
        await VoteAsync(this[Commune.VotedOn]);
        ClosedSurvey = await SurveyOfAsync(this[Commune.VotedOn]);
    }

    /// <summary>Hash of a file that a submitted assessment is proved by.</summary>
    public async Task<string> EvidenceAsync(string commune, string reader) =>
        EvidenceOf(await rehearsal.As(reader).GetAsync($"/assessment/self-assessments/{IdOf(commune)}"));

    private static People Own(string commune) => People.SonBang with { UnitCode = commune, Officer = Callers.Preparer };

    /// <summary>Makes everybody known: the list of people is not for several stories at once.</summary>
    private void Gather()
    {
        var province = ProvincePeople.HaTinh;
        string[] departments =
        [
            .. Callers.People.Select(caller => caller.Name).Where(name => name.StartsWith("thamdinh.", StringComparison.Ordinal)),
            .. "snnptnt sgddt syt sldtbxh svhttdl stnmt sxd sct stttt snv ca bchqs stc ctk".Split(' ').Select(key => "thamdinh." + key),
        ];
        string[] people =
        [
            Callers.Preparer,
            People.Administrator,
            People.SonBang.Reviewer,
            People.SonBang.Submitter,
            People.SonBang.Surveyor,
            People.CamHa.Officer,
            People.CamHa.Reviewer,
            province.Leader,
            .. departments,
            .. province.Council,
        ];
        foreach (var userName in people)
        {
            rehearsal.As(userName);
        }
    }

    private async Task DraftAsync()
    {
        var officer = rehearsal.As(Callers.Preparer);
        var path = $"/assessment/self-assessments/{IdOf(Commune.Drafting)}";
        await RehearsalSession.WaitAsync<bool>(
            "phiếu tự đánh giá mở",
            async () => await officer.CodeAsync(HttpMethod.Get, path) is null ? true : null
        );
        var draft = await officer.GetAsync(path);
        var indicator = draft.GetProperty("criteria")[0].GetProperty("indicators")[0].GetProperty("code").GetString();
        var file = SampleFiles.Pdf(Markers.DraftEvidence);
        DraftEvidence = EvidenceOf(await officer.UploadAsync($"{path}/indicators/{indicator}/evidence", Markers.DraftEvidence, file));
    }

    private static async Task PrepareAsync(DossierStory story)
    {
        await story.Assessment.FillAndSubmitAsync();
        await story.AtAsync("commune-dossier");
    }

    private static async Task ToReviewAsync(DossierStory story)
    {
        await story.PrepareAsync();
        await story.AtAsync("district-examination");
    }

    private static async Task ToSubmissionAsync(DossierStory story)
    {
        await ToReviewAsync(story);
        await story.ExamineAsync();
        await story.AtAsync("district-submission");
    }

    private static async Task ToAppraisalAsync(DossierStory story)
    {
        await ToSubmissionAsync(story);
        await story.SubmitAsync();
        await story.AtAsync("province-appraisal", "satisfaction-survey");
    }

    private static async Task ToVoteAsync(DossierStory story)
    {
        await ToAppraisalAsync(story);
        await story.AppraiseAsync();
        await story.Survey.RunAsync(satisfied: 94);
        await story.AtAsync("council-vote");
    }

    private async Task ReviewAsync() => ReviewFile = await ReviewAsync(this[Commune.Reviewed], Markers.ReviewReason, Markers.ReviewFile);

    private async Task OtherReviewAsync() =>
        OtherReviewFile = await ReviewAsync(this[OtherCommune], Markers.OtherReviewReason, Markers.OtherReviewFile);

    private async Task<Guid> ReviewAsync(DossierStory story, string reason, string file)
    {
        await ToReviewAsync(story);
        var reviewer = story.People.Reviewer;
        await story.VerdictsAsync(reviewer, "district-examination", Returning("17", reason));
        return await UploadAsync(story, reviewer, "district-examination", "examination-report", file);
    }

    /// <summary>One department has judged, and the Front has counted some villages.</summary>
    private async Task AppraiseAsync()
    {
        var story = this[Commune.Appraised];
        await ToAppraisalAsync(story);
        var consolidator = story.People.Province.Consolidator;
        var criterion = (await rehearsal.As(consolidator).GetAsync(story.Path))
            .GetProperty("reviews")
            .EnumerateArray()
            .Single(review => review.GetProperty("stage").GetString() == "province-appraisal")
            .GetProperty("items")
            .EnumerateArray()
            .First(item => item.GetProperty("department").GetString() == "SGTVT")
            .GetProperty("key")
            .GetString()!;
        await story.VerdictsAsync("thamdinh.sgtvt", "province-appraisal", Returning(criterion, Markers.AppraisalReason));
        AppraisalFile = await UploadAsync(story, consolidator, "province-appraisal", "criterion-confirmation", Markers.AppraisalFile);
        await CountAsync(story);
    }

    private async Task CountAsync(DossierStory story)
    {
        OpenSurvey = await story.Survey.OpenRoundAsync();
        var front = rehearsal.As(story.People.Surveyor);
        var questions = (await front.GetAsync($"/assessment/surveys/{OpenSurvey}"))
            .GetProperty("questions")
            .EnumerateArray()
            .Select(question => question.GetProperty("code").GetString())
            .ToList();
        foreach (var village in (await story.Survey.VillagesAsync()).Take(SheetsEntered))
        {
            await front.PutAsync(
                $"/assessment/surveys/{OpenSurvey}/villages/{village}",
                new
                {
                    households = 110,
                    issued = 104,
                    returned = 102,
                    valid = 100,
                    invalid = 2,
                    answers = questions.Select(question => new
                    {
                        question,
                        satisfied = 80,
                        notSatisfied = 20,
                        reasons = new[] { Markers.SurveyReason },
                    }),
                }
            );
        }
    }

    /// <summary>The council sits, and one member has voted.</summary>
    private async Task VoteAsync(DossierStory story)
    {
        var secretary = rehearsal.As(story.People.Province.Secretary);
        var council = (await secretary.GetAsync("/dossiers/councils")).GetProperty("items")[0];
        Council = council.GetProperty("id").GetGuid();
        var session = $"{story.Path}/stages/council-vote/council";
        await secretary.PutAsync(
            session,
            new
            {
                councilId = Council,
                heldOn = rehearsal.Today,
                mode = "Open",
            }
        );
        var present = council
            .GetProperty("inForce")
            .GetProperty("members")
            .EnumerateArray()
            .Select(member => member.GetProperty("subject").GetString());
        await secretary.PutAsync(session + "/attendance", new { present });
        await secretary.PostAsync(session + "/ballots", new { choice = "Against" });
        Minutes = await UploadAsync(story, secretary.UserName, "council-vote", "council-minutes", Markers.Minutes);
    }

    private async Task<Guid> SurveyOfAsync(DossierStory story) =>
        (await rehearsal.As(story.People.Surveyor).GetAsync($"/assessment/surveys?dossierId={story.Id}"))
            .GetProperty("items")[0]
            .GetProperty("id")
            .GetGuid();

    private async Task<Guid> UploadAsync(DossierStory story, string who, string stage, string document, string name)
    {
        var path = $"{story.Path}/stages/{stage}/documents/{document}/files";
        var view = await rehearsal.As(who).UploadAsync(path, name, SampleFiles.Pdf(name));
        return view.GetProperty("checklist")
            .EnumerateArray()
            .SelectMany(item => item.GetProperty("files").EnumerateArray())
            .First(file => file.GetProperty("name").GetString() == name)
            .GetProperty("id")
            .GetGuid();
    }

    private static object Returning(string criterion, string reason) =>
        new
        {
            acceptRest = false,
            items = new[]
            {
                new
                {
                    kind = "criterion",
                    key = criterion,
                    accepted = false,
                    reason,
                },
            },
        };

    private static string EvidenceOf(JsonElement assessment) =>
        assessment
            .GetProperty("criteria")
            .EnumerateArray()
            .SelectMany(criterion => criterion.GetProperty("indicators").EnumerateArray())
            .SelectMany(indicator => indicator.GetProperty("evidence").EnumerateArray())
            .First()
            .GetProperty("hash")
            .GetString()!;
}
