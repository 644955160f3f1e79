using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests;

/// <summary>A click on a bad line is sent twice; it acts once and is answered twice.</summary>
public sealed class IdempotencyTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task The_same_request_under_the_same_key_gets_the_first_answer_and_acts_once()
    {
        using var officer = await OfficerAsync("canbo.xahuongson");
        var body = new
        {
            unitCode = "18133",
            title = "xa-ntm",
            year = HostFixture.Year,
        };

        using var first = await SendAsync(officer, "k-1", body);
        using var second = await SendAsync(officer, "k-1", body);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Another_request_under_a_used_key_is_refused()
    {
        using var officer = await OfficerAsync("canbo.xacamhung");
        using var first = await SendAsync(
            officer,
            "k-2",
            new
            {
                unitCode = "18736",
                title = "xa-ntm",
                year = HostFixture.Year,
            }
        );

        using var other = await SendAsync(
            officer,
            "k-2",
            new
            {
                unitCode = "18736",
                title = "xa-ntm",
                year = HostFixture.Year + 1,
            }
        );

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("request.idempotency_key_reused", await CodeAsync(other));
    }

    [Fact]
    public async Task Twenty_copies_at_once_open_one_dossier_and_all_get_its_address()
    {
        using var officer = await OfficerAsync("canbo.xayenhoa");
        var body = new
        {
            unitCode = "18682",
            title = "xa-ntm",
            year = HostFixture.Year,
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(officer, "k-3", body)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
    }

    [Fact]
    public async Task A_refusal_is_not_kept_so_the_corrected_state_may_be_tried_with_the_same_key()
    {
        using var officer = await OfficerAsync("canbo.xayenhoa");
        var body = new
        {
            unitCode = "18682",
            title = "xa-ntm-hien-dai",
            year = 1999,
        };

        using var first = await SendAsync(officer, "k-4", body);
        using var corrected = await SendAsync(
            officer,
            "k-4",
            new
            {
                unitCode = "18682",
                title = "xa-ntm-hien-dai",
                year = HostFixture.Year,
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, corrected.StatusCode);
    }

    [Fact]
    public async Task A_key_belongs_to_the_person_who_sent_it()
    {
        using var one = await OfficerAsync("canbo.xahuongson");
        using var other = await OfficerAsync("canbo.xacamhung");
        using var first = await SendAsync(
            one,
            "k-5",
            new
            {
                unitCode = "18133",
                title = "xa-ntm-hien-dai",
                year = HostFixture.Year,
            }
        );

        using var second = await SendAsync(
            other,
            "k-5",
            new
            {
                unitCode = "18736",
                title = "xa-ntm-hien-dai",
                year = HostFixture.Year,
            }
        );

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task A_key_that_is_too_long_and_headers_that_are_too_large_are_refused()
    {
        using var officer = await OfficerAsync("canbo.xahuongson");

        using var key = await SendAsync(
            officer,
            new string('k', 101),
            new
            {
                unitCode = "18133",
                title = "xa-ntm",
                year = HostFixture.Year,
            }
        );
        using var header = await SendAsync(officer, "k-6", new { }, request => request.Headers.Add("X-Large", new string('x', 20_000)));

        Assert.Equal("request.idempotency_key_too_long", await CodeAsync(key));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, header.StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string key, object body, Action<HttpRequestMessage>? more = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/dossiers/") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        more?.Invoke(request);
        return client.SendAsync(request);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    /// <summary>Signs in once the dossier service knows the sample province.</summary>
    private async Task<HttpClient> OfficerAsync(string userName)
    {
        var client = await host.SignedInAsync(userName);
        await Eventually.TrueAsync(
            async () =>
                await CodeAsync(
                    await client.PostAsJsonAsync(
                        "/dossiers/",
                        new
                        {
                            unitCode = "18682",
                            title = "khong-co",
                            year = HostFixture.Year,
                        }
                    )
                ) != "dossier.unit_unknown",
            "the dossier service knows the units"
        );
        return client;
    }
}
