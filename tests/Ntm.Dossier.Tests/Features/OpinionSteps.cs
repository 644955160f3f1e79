using System.Text.Json;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What is done with opinions asked of others.</summary>
internal static class OpinionSteps
{
    public const string Examination = "district-examination";
    public const string Transport = $"appraiser@{DossierApp.Province}#SGTVT";
    public const string Question = "Đường liên thôn 2 nghiệm thu theo mặt cắt nào?";
    public const string GivenAnswer = "Sở nghiệm thu mặt cắt 5,5 m.";

    /// <summary>Who examines asks, of whom and for how many working days the test says.</summary>
    public static Task<Answer> AskOpinionAsync(
        this DossierApp app,
        string id,
        string to = Transport,
        int workingDays = 3,
        string person = "reviewer",
        string stage = Examination
    ) =>
        app.PostAsync(
            person,
            id,
            stage,
            "opinions",
            new
            {
                to,
                question = Question,
                workingDays,
            }
        );

    public static Task<Answer> AnswerAsync(this DossierApp app, string id, string person = "transport", int number = 1) =>
        app.SendAsync(person, HttpMethod.Put, AnswerOf(id, number), new { text = GivenAnswer });

    public static Task<Answer> AnswerAsync(this HttpClient client, string id, int number = 1) =>
        DossierApp.SendAsync(client, HttpMethod.Put, AnswerOf(id, number), new { text = GivenAnswer });

    public static Task<Answer> RemindAsync(this DossierApp app, string id, string person = "reviewer", int number = 1) =>
        app.SendAsync(person, HttpMethod.Post, $"/dossiers/{id}/opinions/{number}/reminders", null);

    /// <summary>The opinions that somebody sees.</summary>
    public static async Task<List<JsonElement>> OpinionsAsync(this DossierApp app, string id, string person = "reviewer") =>
        [.. (await app.GetAsync(person, id)).Ok().Opinions()];

    public static IEnumerable<JsonElement> Opinions(this Answer dossier) => dossier.Body.GetProperty("opinions").EnumerateArray();

    /// <summary>A text of an opinion.</summary>
    public static string? Text(this JsonElement opinion, string name) => opinion.GetProperty(name).GetString();

    /// <summary>Work that waits for somebody.</summary>
    public static async Task<List<JsonElement>> WorkAsync(this DossierApp app, string person, string query = "") =>
        [.. (await app.ReadAsync(person, "/dossiers/inbox" + query)).Ok().Body.GetProperty("items").EnumerateArray()];

    private static string AnswerOf(string id, int number) => $"/dossiers/{id}/opinions/{number}/answer";
}
