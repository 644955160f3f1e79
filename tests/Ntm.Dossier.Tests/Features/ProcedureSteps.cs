using System.Globalization;
using System.Text.Json.Nodes;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Stretches of the path of 2026, from the province's procedure to the submission by the commune.</summary>
internal static class ProcedureSteps
{
    /// <summary>A procedure from 1 March 2026 as an officer of the province prepares it.</summary>
    public static JsonObject Request() =>
        JsonNode
            .Parse(
                """
                {
                  "province": "42", "path": "xa-ntm-2-cap", "documentNumber": "15/2026/QĐ-UBND", "documentDate": "2026-02-20",
                  "validFrom": "2026-03-01",
                  "figures": {
                    "quorum": {"numerator": 2, "denominator": 3}, "majority": {"numerator": 90, "denominator": 100},
                    "meetingShare": {"numerator": 90, "denominator": 100}, "noticeDays": {"days": 15, "kind": "Calendar"}, "broadcasts": 5
                  }
                }
                """
            )!
            .AsObject();

    public static Task<Answer> ConfirmProcedureAsync(
        this DossierApp app,
        Action<JsonObject>? change = null,
        string person = "province-officer"
    )
    {
        var request = Request();
        change?.Invoke(request);
        return app.DecideAsync("/dossiers/procedures", request, app.As(person));
    }

    /// <summary>Sets a figure of the request, given as JSON.</summary>
    public static void Set(this JsonObject request, string figure, string json) => request["figures"]![figure] = JsonNode.Parse(json);

    public static Task<Answer> Open2026Async(this DossierApp app) => app.OpenAsync("officer2", "18180", year: 2026);

    /// <summary>A platform on 1 March 2026 whose province has confirmed its procedure.</summary>
    public static async Task<DossierApp> Start2026Async(
        Action<JsonObject>? change = null,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        var app = await DossierApp.StartAsync("2026-03-01T08:00:00", settings);
        (await app.ConfirmProcedureAsync(change)).Ok();
        return app;
    }

    /// <summary>Opens a dossier and brings it to its public notice.</summary>
    public static async Task<string> ToNoticeAsync(this DossierApp app)
    {
        var id = (await app.Open2026Async()).Ok().Id;
        (await app.UploadAsync("officer2", id, "registration", "registration")).Ok();
        (await app.PostAsync("officer2", id, "registration", "completion")).Ok();
        await app.AssessesAsync(id);
        (await app.UploadAsync("officer2", id, "commune-dossier", "result-report")).Ok();
        (await app.UploadAsync("officer2", id, "commune-dossier", "illustrations")).Ok();
        (await app.PostAsync("officer2", id, "commune-dossier", "completion")).Ok();
        return id;
    }

    public static Task<Answer> StartNoticeAsync(this DossierApp app, string id, string day = "2026-03-01") =>
        app.PutAsync("officer2", id, "public-notice", "notice", new { startedOn = day, places = new[] { "Trụ sở UBND xã" } });

    public static Task<Answer> BroadcastAsync(this DossierApp app, string id, string at) =>
        app.PostAsync("officer2", id, "public-notice", "notice/broadcasts", new { at = DossierApp.At(at), place = "Loa truyền thanh xã" });

    public static Task<Answer> CommentAsync(this DossierApp app, string id, string text, string day = "2026-03-01") =>
        app.PostAsync(
            "officer2",
            id,
            "public-notice",
            "notice/comments",
            new
            {
                from = "Hộ dân",
                village = "Thôn 1",
                text,
                receivedOn = day,
            }
        );

    /// <summary>Everything that the notice needs but its time: five broadcasts and the summary of opinions.</summary>
    public static async Task BroadcastEnoughAsync(this DossierApp app, string id, string day = "2026-03-01")
    {
        foreach (var hour in Enumerable.Range(3, 5))
        {
            (await app.BroadcastAsync(id, string.Create(CultureInfo.InvariantCulture, $"{day}T0{hour}:00:00"))).Ok();
        }

        (await app.UploadAsync("officer2", id, "public-notice", "opinions-summary")).Ok();
    }

    /// <summary>Brings a dossier to the meeting of the commune, on 17 March 2026.</summary>
    public static async Task<string> ToMeetingAsync(this DossierApp app)
    {
        var id = await app.ToNoticeAsync();
        (await app.StartNoticeAsync(id)).Ok();
        await app.BroadcastEnoughAsync(id);
        app.Platform.Clock.SetTo(DossierApp.At("2026-03-17T00:00:00"));
        (await app.PostAsync("officer2", id, "public-notice", "completion")).Ok();
        return id;
    }

    public static Task<Answer> MeetAsync(
        this DossierApp app,
        string id,
        int present,
        int inFavour,
        int against = 0,
        string day = "2026-03-17"
    ) =>
        app.PostAsync(
            "officer2",
            id,
            "commune-meeting",
            "meeting",
            new
            {
                heldOn = day,
                invited = 60,
                present,
                inFavour,
                against,
                minutesNumber = "05/BB-UBND",
            }
        );

    /// <summary>Brings a dossier to its submission by the commune's leader.</summary>
    public static async Task<string> To2026SubmissionAsync(this DossierApp app)
    {
        var id = await app.ToMeetingAsync();
        (await app.UploadAsync("officer2", id, "commune-meeting", "commune-meeting-minutes")).Ok();
        (await app.MeetAsync(id, present: 50, inFavour: 50)).Ok();
        (await app.UploadAsync("commune-leader2", id, "commune-submission", "commune-proposal")).Ok();
        return id;
    }

    public static async Task<string> To2026CouncilAsync(this DossierApp app)
    {
        var id = await app.To2026SubmissionAsync();
        (await app.PostAsync("commune-leader2", id, "commune-submission", "submission")).Ok();
        await app.AppraiseAsync(id);
        await app.SurveyClosesAsync(id, 1, met: true);
        return id;
    }
}
