using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.LegalTime;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests;

/// <summary>Once something is taken from an account, a program or a sign-in, its tokens write at no service any more.</summary>
public sealed class TakenRightsTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Outdated = "request.token_outdated";
    private const string Password = "Dong-Lua-Chin-77";
    private const string Commune = "18133";
    private const string Nothing = "0195c0de-0000-7000-8000-00000000dead";

    /// <summary>At least one write of every service, and the upload of a file whole and by pieces.</summary>
    private static readonly (HttpMethod Method, string Address)[] Writes =
    [
        (HttpMethod.Post, $"/identity/me/sessions/{Nothing}/end"),
        (HttpMethod.Post, $"/assessment/self-assessments/{Nothing}/submission"),
        (HttpMethod.Post, $"/planning/plans/{Nothing}/closure"),
        (HttpMethod.Post, $"/dossiers/{Nothing}/withdrawal"),
        (HttpMethod.Put, $"/notifications/inbox/{Nothing}/read"),
        (HttpMethod.Post, $"/dossiers/{Nothing}/stages/khong-co/documents/khong-co/files"),
        (HttpMethod.Post, $"/assessment/self-assessments/{Nothing}/indicators/1.1/evidence"),
        (HttpMethod.Patch, $"/dossiers/uploads/{Nothing}"),
    ];

    [Fact]
    public async Task A_deactivated_account_writes_nowhere_and_reads_while_its_token_lives()
    {
        var (admin, person) = (await host.SignedInAsync("quantri.tinh"), await HireAsync("nghi.viec"));
        var other = await HireAsync("o.lai");
        await WritesAsync(person.Client);

        await SendAsync(admin, HttpMethod.Post, $"/identity/accounts/{person.Id}/deactivation", HttpStatusCode.OK);

        await WritesNothingAsync(person.Client);
        await SendAsync(person.Client, HttpMethod.Get, "/dossiers/inbox", HttpStatusCode.OK);
        await WritesAsync(other.Client);
    }

    [Fact]
    public async Task After_the_end_of_a_grant_nothing_is_written_and_no_stored_answer_given_until_a_new_sign_in()
    {
        var (admin, person) = (await host.SignedInAsync("quantri.tinh"), await HireAsync("het.vai"));
        using var saved = await SaveFilterAsync(person.Client);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);

        await EndGrantAsync(admin, person.Id);

        await WritesNothingAsync(person.Client);
        using var repeated = await SaveFilterAsync(person.Client);
        Assert.Equal((HttpStatusCode.Unauthorized, Outdated), (repeated.StatusCode, await CodeAsync(repeated)));
        Assert.Equal("Bearer error=\"invalid_token\"", repeated.Headers.WwwAuthenticate.ToString());
        await WritesAsync((await SignInAsync("het.vai")).Client);
    }

    [Fact]
    public async Task A_session_that_is_ended_writes_nothing_and_the_one_that_ended_it_goes_on()
    {
        var person = await HireAsync("hai.phien");
        var (lost, _) = await SignInAsync("hai.phien");
        var (third, refresh) = await SignInAsync("hai.phien");
        var sessions = await ReadAsync(lost, "/identity/me/sessions");
        var current = sessions.EnumerateArray().Single(one => one.GetProperty("current").GetBoolean()).GetProperty("id").GetString();

        await SendAsync(person.Client, HttpMethod.Post, $"/identity/me/sessions/{current}/end", HttpStatusCode.OK);
        await WritesNothingAsync(lost);
        await WritesAsync(third);

        using var signedOut = await host.Client().PostAsJsonAsync("/identity/sign-out", new { refreshToken = refresh });
        await WritesNothingAsync(third);
        var (fourth, _) = await SignInAsync("hai.phien");
        await SendAsync(person.Client, HttpMethod.Post, "/identity/me/sessions/end-others", HttpStatusCode.OK);
        await WritesNothingAsync(fourth);
        await WritesAsync(person.Client);
    }

    [Theory]
    [InlineData("password-reset")]
    [InlineData("sessions/end")]
    public async Task After_a_reset_of_the_password_and_the_end_of_all_sessions_nothing_is_written(string act)
    {
        var (admin, person) = (await host.SignedInAsync("quantri.tinh"), await HireAsync("mat." + act[..4]));
        await WritesAsync(person.Client);

        await SendAsync(admin, HttpMethod.Post, $"/identity/accounts/{person.Id}/{act}", HttpStatusCode.OK);

        await WritesNothingAsync(person.Client);
    }

    [Theory]
    [InlineData("delegation")]
    [InlineData("grant")]
    [InlineData("account")]
    public async Task A_deputy_writes_no_more_on_what_was_lent_once_it_is_taken_back_or_its_principal_has_lost_it(string ended)
    {
        var admin = await host.SignedInAsync("quantri.tinh");
        var principal = await HireAsync("giao." + ended, "leader");
        await HireAsync("nhan." + ended, role: null);
        var today = VietnamTime.DayOf(TimeProvider.System.GetUtcNow());
        var grant = (await ReadAsync(principal.Client, "/identity/me")).GetProperty("grants")[0].GetProperty("grantId").GetGuid();
        using var lent = await principal.Client.PostAsJsonAsync(
            "/identity/me/delegations",
            new
            {
                grantId = grant,
                userName = "nhan." + ended,
                documentNumber = "01/GUQ",
                documentDate = today,
                validFrom = today,
                validTo = today.AddDays(5),
            }
        );
        Assert.Equal(HttpStatusCode.Created, lent.StatusCode);
        var letter = (await lent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var (acting, refresh) = await SignInAsync("nhan." + ended);
        Assert.Contains(principal.Id.ToString(), (await ReadAsync(acting, "/identity/me")).GetRawText(), StringComparison.Ordinal);
        await WritesAsync(acting);

        var take = ended switch
        {
            "delegation" => SendAsync(
                principal.Client,
                HttpMethod.Post,
                $"/identity/me/delegations/{letter}/end",
                HttpStatusCode.NoContent
            ),
            "grant" => EndGrantAsync(admin, principal.Id),
            _ => SendAsync(admin, HttpMethod.Post, $"/identity/accounts/{principal.Id}/deactivation", HttpStatusCode.OK),
        };
        await take;

        await WritesNothingAsync(acting);
        if (ended != "delegation")
        {
            // What is the deputy's own goes on with the next token of the same sign-in.
            await WritesAsync((await TokenAsync(new { refreshToken = refresh })).Client);
        }
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("revocation")]
    public async Task A_program_writes_nothing_with_a_token_from_before_its_revocation_or_its_new_secret(string act)
    {
        var admin = await host.SignedInAsync("quantri.tinh");
        var client = new
        {
            name = "Trục liên thông",
            unitCode = "42",
            scopes = new[] { "units:read" },
        };
        using var made = await admin.PostAsJsonAsync("/identity/clients", client);
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        var (id, secret) = (body.GetProperty("client").GetProperty("clientId").GetString(), body.GetProperty("clientSecret").GetString());
        var (program, _) = await TokenAsync(new { clientId = id, clientSecret = secret });

        await WritesAsync(program);

        using var changed = await admin.PostAsJsonAsync(
            $"/identity/clients/{id}/{act}",
            act == "secret" ? new Dictionary<string, int> { ["keepOldHours"] = 1 } : []
        );
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        await WritesNothingAsync(program);
        await SendAsync(program, HttpMethod.Get, "/identity/units", HttpStatusCode.OK);
        if (act == "secret")
        {
            await WritesAsync((await TokenAsync(new { clientId = id, clientSecret = secret })).Client);
        }
    }

    /// <summary>Each is let through to what the service says of it: what is named is not there, and programs have no scope.</summary>
    private static async Task WritesAsync(HttpClient client)
    {
        foreach (var (method, address) in Writes)
        {
            using var answer = await AskAsync(client, method, address);
            Assert.True(answer.StatusCode != HttpStatusCode.Unauthorized, $"{method} {address}: {await CodeAsync(answer)}");
        }
    }

    private static async Task WritesNothingAsync(HttpClient client)
    {
        foreach (var (method, address) in Writes)
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await AskAsync(client, method, address);
                    return answer.StatusCode == HttpStatusCode.Unauthorized && await CodeAsync(answer) == Outdated;
                },
                $"{method} {address} is refused"
            );
        }
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, HttpMethod method, string address) =>
        client.SendAsync(new HttpRequestMessage(method, address));

    private static async Task SendAsync(HttpClient client, HttpMethod method, string address, HttpStatusCode status)
    {
        using var answer = await AskAsync(client, method, address);
        Assert.True(answer.StatusCode == status, $"{method} {address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static Task<JsonElement> ReadAsync(HttpClient client, string address) => client.GetFromJsonAsync<JsonElement>(address);

    private static Task<HttpResponseMessage> SaveFilterAsync(HttpClient client)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/notifications/views")
        {
            Content = JsonContent.Create(
                new
                {
                    page = "dossiers",
                    name = "Nâng cao",
                    query = "nam=2026",
                }
            ),
        };
        request.Headers.Add("Idempotency-Key", "luu-mot-lan");
        return client.SendAsync(request);
    }

    private static async Task EndGrantAsync(HttpClient admin, Guid account)
    {
        var grant = (await ReadAsync(admin, $"/identity/accounts/{account}")).GetProperty("grants")[0].GetProperty("id").GetGuid();
        var lastDay = VietnamTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(-1);
        using var answer = await admin.PostAsJsonAsync($"/identity/accounts/{account}/grants/{grant}/end", new { lastDay });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>An account with a role and a password of its own, signed in.</summary>
    private async Task<(Guid Id, HttpClient Client)> HireAsync(string userName, string? role = "officer")
    {
        using var admin = await host.SignedInAsync("quantri.tinh");
        var account = new
        {
            userName,
            name = "Mẫu " + userName,
            homeUnitCode = Commune,
        };
        using var made = await admin.PostAsJsonAsync("/identity/accounts", account);
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        var (id, given) = (body.GetProperty("account").GetProperty("id").GetGuid(), body.GetProperty("password").GetString());
        if (role is not null)
        {
            var grant = new
            {
                role,
                unitCode = Commune,
                validFrom = "2026-01-01",
            };
            using var granted = await admin.PostAsJsonAsync($"/identity/accounts/{id}/grants", grant);
            Assert.Equal(HttpStatusCode.Created, granted.StatusCode);
        }

        var (first, _) = await TokenAsync(new { userName, password = given });
        using var changed = await first.PostAsJsonAsync("/identity/me/password", new { currentPassword = given, newPassword = Password });
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        return (id, (await SignInAsync(userName)).Client);
    }

    private Task<(HttpClient Client, string? Refresh)> SignInAsync(string userName) => TokenAsync(new { userName, password = Password });

    private async Task<(HttpClient Client, string? Refresh)> TokenAsync(object credentials)
    {
        var client = host.Client();
        using var answer = await client.PostAsJsonAsync("/identity/tokens", credentials);
        answer.EnsureSuccessStatusCode();
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
        return (client, token.GetProperty("refreshToken").GetString());
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 && text[0] == '{' && JsonElement.Parse(text).TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
