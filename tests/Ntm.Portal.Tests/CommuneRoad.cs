using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Host;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>A commune of its own with an officer and a leader, and its dossier, brought along the path by the API: what comes before a page
/// is not what its test is about.</summary>
internal sealed class CommuneRoad : IDisposable
{
    private static readonly string Today = PortalFixture.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private readonly HttpClient officer;
    private readonly HttpClient leader;

    private CommuneRoad(string commune, Guid id, HttpClient officer, HttpClient leader)
    {
        (Officer, Leader, Id, this.officer, this.leader) = (OfficerOf(commune), LeaderOf(commune), id, officer, leader);
    }

    /// <summary>Account of the commune's officer.</summary>
    public string Officer { get; }

    /// <summary>Account of its leader.</summary>
    public string Leader { get; }

    public Guid Id { get; }

    /// <summary>Address of the dossier's page.</summary>
    public string Page => $"/ho-so/{Id}";

    /// <summary>Opens the dossier of a commune that no other test uses.</summary>
    public static async Task<CommuneRoad> OpenAsync(PortalFixture portal, string commune)
    {
        await AppointAsync(portal, OfficerOf(commune), "officer", commune);
        await AppointAsync(portal, LeaderOf(commune), "leader", commune);
        var id = await portal.DossierAsync(commune, OfficerOf(commune));
        return new CommuneRoad(commune, id, await portal.ApiAsync(OfficerOf(commune)), await portal.ApiAsync(LeaderOf(commune)));
    }

    /// <summary>Through registration, self-assessment and report to the public notice.</summary>
    public async Task ToNoticeAsync()
    {
        await UploadAsync(officer, "registration", "registration");
        await SendAsync(officer, HttpMethod.Post, Stage("registration", "completion"), new { });
        await AssessAsync();
        await UploadAsync(officer, "commune-dossier", "result-report");
        await UploadAsync(officer, "commune-dossier", "illustrations");
        await SendAsync(officer, HttpMethod.Post, Stage("commune-dossier", "completion"), new { });
    }

    public Task StartNoticeAsync() =>
        SendAsync(
            officer,
            HttpMethod.Put,
            Stage("public-notice", "notice"),
            new { startedOn = Today, places = new[] { "Trụ sở UBND xã" } }
        );

    public Task CommentAsync(string text) =>
        SendAsync(
            officer,
            HttpMethod.Post,
            Stage("public-notice", "notice/comments"),
            new
            {
                from = "Hộ dân",
                text,
                receivedOn = Today,
            }
        );

    /// <summary>The report is read out and the opinions are summed up, and the notice ends.</summary>
    public async Task EndNoticeAsync()
    {
        var broadcast = new { at = $"{Today}T00:00:00+07:00", place = "Loa truyền thanh xã" };
        await SendAsync(officer, HttpMethod.Post, Stage("public-notice", "notice/broadcasts"), broadcast);
        await UploadAsync(officer, "public-notice", "opinions-summary");
        await SendAsync(officer, HttpMethod.Post, Stage("public-notice", "completion"), new { });
    }

    public Task MinutesAsync() => UploadAsync(officer, "commune-meeting", "commune-meeting-minutes");

    public async Task MeetAsync()
    {
        await MinutesAsync();
        var meeting = new
        {
            heldOn = Today,
            invited = 50,
            present = 45,
            inFavour = 44,
            against = 1,
            minutesNumber = "02/BB-UBND",
        };
        await SendAsync(officer, HttpMethod.Post, Stage("commune-meeting", "meeting"), meeting);
    }

    public async Task SubmitAsync()
    {
        await UploadAsync(leader, "commune-submission", "commune-proposal");
        await SendAsync(leader, HttpMethod.Post, Stage("commune-submission", "submission"), null);
    }

    /// <summary>The dossier as its officer sees it.</summary>
    public async Task<JsonElement> ReadAsync() => await officer.GetFromJsonAsync<JsonElement>($"/dossiers/{Id}");

    public void Dispose()
    {
        officer.Dispose();
        leader.Dispose();
    }

    private static string OfficerOf(string commune) => $"canbo.{commune}";

    private static string LeaderOf(string commune) => $"chutich.{commune}";

    /// <summary>Every value passes.</summary>
    private async Task AssessAsync()
    {
        var address = $"/assessment/self-assessments/{Id}";
        JsonElement assessment = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await officer.GetAsync(address);
                assessment = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
                return answer.IsSuccessStatusCode && assessment.GetProperty("allowedActions").GetArrayLength() > 0;
            },
            "the self-assessment is open"
        );
        var values = assessment
            .GetProperty("criteria")
            .EnumerateArray()
            .SelectMany(criterion => criterion.GetProperty("indicators").EnumerateArray())
            .Select(indicator => (Code: indicator.GetProperty("code").GetString()!, Type: indicator.GetProperty("type").GetString()))
            .Select(indicator => new
            {
                code = indicator.Code,
                value = indicator.Type switch
                {
                    "boolean" => (object)new { met = true },
                    "percent" => new { numerator = indicator.Code is "5.6" or "6.1" ? 3 : 99, denominator = 100 },
                    _ => new { number = 9 },
                },
            });
        await SendAsync(officer, HttpMethod.Put, address + "/values", new { values });
        await SendAsync(officer, HttpMethod.Post, address + "/submission", null);
        await Eventually.TrueAsync(
            async () => (await ReadAsync()).GetProperty("open")[0].GetProperty("key").GetString() == "commune-dossier",
            "the dossier goes on"
        );
    }

    private string Stage(string stage, string act) => $"/dossiers/{Id}/stages/{stage}/{act}";

    private async Task UploadAsync(HttpClient client, string stage, string document)
    {
        using var file = new ByteArrayContent(SampleFiles.Pdf(text: $"{document} {Guid.CreateVersion7()}"));
        using var form = new MultipartFormDataContent { { file, "file", document + ".pdf" } };
        using var answer = await client.PostAsync(Stage(stage, $"documents/{document}/files"), form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string address, object? body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>An account of the commune, which signs in like those of the sample.</summary>
    private static async Task AppointAsync(PortalFixture portal, string userName, string role, string commune)
    {
        using var administrator = await portal.ApiAsync("quantri.tinh");
        var account = new
        {
            userName,
            name = $"Mẫu {role} {commune}",
            homeUnitCode = commune,
        };
        var made = await SendAsync(administrator, HttpMethod.Post, "/identity/accounts", account);
        var id = made.GetProperty("account").GetProperty("id").GetString();
        await SendAsync(administrator, HttpMethod.Post, $"/identity/accounts/{id}/grants", new { role, unitCode = commune });
        using var person = PatientClient.Of(portal.Address);
        var given = made.GetProperty("password").GetString();
        var token = await SendAsync(person, HttpMethod.Post, "/identity/tokens", new { userName, password = given });
        person.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
        var changed = new { currentPassword = given, newPassword = PlatformHost.SamplePassword };
        using var answer = await person.PostAsJsonAsync("/identity/me/password", changed);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
