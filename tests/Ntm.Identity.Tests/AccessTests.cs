using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ntm.Identity.Tests;

/// <summary>Every route of the service and which callers it admits. A route that is not in the table fails.</summary>
public sealed partial class AccessTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private enum Door
    {
        Open,
        SignedIn,
        Administrator,
    }

    private static readonly object Document = new { number = "1", date = "2023-01-01" };

    private static readonly Dictionary<string, (Door Door, object? Body)> Table = new()
    {
        ["POST /identity/tokens"] = (Door.Open, new { userName = "a", password = "b" }),
        ["POST /identity/sign-out"] = (Door.Open, new { refreshToken = "a" }),
        ["GET /identity/external"] = (Door.Open, null),
        ["POST /identity/external/start"] = (Door.Open, null),
        ["POST /identity/external/finish"] = (
            Door.Open,
            new
            {
                pending = "a",
                state = "b",
                code = "c",
            }
        ),
        ["POST /identity/external/second-factor"] = (Door.Open, new { pending = "a", code = "000000" }),
        ["GET /identity/.well-known/openid-configuration"] = (Door.Open, null),
        ["GET /identity/.well-known/jwks.json"] = (Door.Open, null),
        ["GET /identity/me"] = (Door.SignedIn, null),
        ["POST /identity/me/password"] = (Door.SignedIn, new { currentPassword = "a", newPassword = "b" }),
        ["POST /identity/me/second-factor"] = (Door.SignedIn, new { password = "a" }),
        ["POST /identity/me/second-factor/confirmation"] = (Door.SignedIn, new { password = "a", code = "000000" }),
        ["POST /identity/me/second-factor/removal"] = (Door.SignedIn, new { password = "a", code = "000000" }),
        ["GET /identity/me/sessions"] = (Door.SignedIn, null),
        ["POST /identity/me/sessions/end-others"] = (Door.SignedIn, null),
        ["POST /identity/me/sessions/{id:guid}/end"] = (Door.SignedIn, null),
        ["GET /identity/me/external-links"] = (Door.SignedIn, null),
        ["POST /identity/me/external-links"] = (Door.SignedIn, new { password = "a" }),
        ["POST /identity/me/external-links/confirmation"] = (
            Door.SignedIn,
            new
            {
                pending = "a",
                state = "b",
                code = "c",
            }
        ),
        ["POST /identity/me/external-links/{id:guid}/end"] = (Door.SignedIn, null),
        ["GET /identity/units"] = (Door.SignedIn, null),
        ["GET /identity/units/{code}"] = (Door.SignedIn, null),
        ["GET /identity/units/{code}/history"] = (Door.SignedIn, null),
        ["POST /identity/units"] = (
            Door.Administrator,
            new
            {
                code = "18999",
                level = "commune",
                name = "X",
                parentCode = "439",
                validFrom = "2023-01-01",
                document = Document,
            }
        ),
        ["POST /identity/units/{code}/renaming"] = (
            Door.Administrator,
            new
            {
                name = "X",
                from = "2023-01-01",
                document = Document,
            }
        ),
        ["POST /identity/units/{code}/move"] = (
            Door.Administrator,
            new
            {
                parentCode = "446",
                from = "2023-01-01",
                document = Document,
            }
        ),
        ["POST /identity/units/{code}/end"] = (Door.Administrator, new { lastDay = "2023-01-01", document = Document }),
        ["POST /identity/unit-merges"] = (
            Door.Administrator,
            new
            {
                sources = new[] { "18175", "18187" },
                target = new
                {
                    code = "18999",
                    name = "X",
                    parentCode = "439",
                },
                on = "2023-01-01",
                document = Document,
            }
        ),
        ["POST /identity/unit-splits"] = (
            Door.Administrator,
            new
            {
                source = "18175",
                targets = new[]
                {
                    new
                    {
                        code = "18998",
                        name = "X",
                        parentCode = "439",
                    },
                    new
                    {
                        code = "18999",
                        name = "Y",
                        parentCode = "439",
                    },
                },
                on = "2023-01-01",
                document = Document,
            }
        ),
        ["GET /identity/accounts"] = (Door.Administrator, null),
        ["GET /identity/accounts/{id:guid}"] = (Door.Administrator, null),
        ["GET /identity/role-holders"] = (Door.SignedIn, null),
        ["GET /identity/held-roles"] = (Door.SignedIn, null),
        ["POST /identity/accounts"] = (
            Door.Administrator,
            new
            {
                userName = "a.b",
                name = "X",
                homeUnitCode = "42",
            }
        ),
        ["POST /identity/accounts/{id:guid}/grants"] = (Door.Administrator, new { role = "officer", unitCode = "18175" }),
        ["POST /identity/accounts/{id:guid}/grants/{grantId:guid}/end"] = (Door.Administrator, new { lastDay = "2023-01-01" }),
        ["POST /identity/accounts/{id:guid}/password-reset"] = (Door.Administrator, null),
        ["POST /identity/accounts/{id:guid}/deactivation"] = (Door.Administrator, null),
        ["POST /identity/accounts/{id:guid}/sessions/end"] = (Door.Administrator, null),
        ["POST /identity/accounts/{id:guid}/activation"] = (Door.Administrator, null),
        ["POST /identity/accounts/{id:guid}/consents"] = (Door.Administrator, new { act = "password-reset" }),
        ["GET /identity/accounts/{id:guid}/external-links"] = (Door.Administrator, null),
        ["POST /identity/accounts/{id:guid}/external-links"] = (Door.Administrator, new { subject = "a" }),
        ["POST /identity/accounts/{id:guid}/external-links/{linkId:guid}/end"] = (Door.Administrator, null),
        ["GET /identity/audit"] = (Door.SignedIn, null),
        ["GET /identity/me/delegations"] = (Door.SignedIn, null),
        ["POST /identity/me/delegations"] = (
            Door.SignedIn,
            new
            {
                grantId = "0192d3a1-7c00-7000-8000-00000000000a",
                userName = "a.b",
                documentNumber = "1",
                documentDate = "2023-01-01",
                validFrom = "2023-01-01",
                validTo = "2023-01-01",
            }
        ),
        ["POST /identity/me/delegations/{id:guid}/end"] = (Door.SignedIn, null),
        ["GET /identity/clients"] = (Door.Administrator, null),
        ["POST /identity/clients"] = (
            Door.Administrator,
            new
            {
                name = "X",
                unitCode = "42",
                scopes = new[] { "events:read" },
            }
        ),
        ["POST /identity/clients/{clientId}/secret"] = (Door.Administrator, new { keepOldHours = 1 }),
        ["POST /identity/clients/{clientId}/revocation"] = (Door.Administrator, null),
        ["GET /identity/signing-keys"] = (Door.Administrator, null),
        ["POST /identity/signing-keys"] = (Door.Administrator, null),
        ["POST /identity/signing-keys/{kid}/revocation"] = (Door.Administrator, null),
    };

    [Fact]
    public void Every_route_stands_in_the_table() =>
        Assert.Equal(
            Table.Keys.Order(StringComparer.Ordinal),
            identity
                .Platform.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText!.StartsWith("/identity/", StringComparison.Ordinal)
                    && !endpoint.RoutePattern.RawText.Contains("dead-letters", StringComparison.Ordinal)
                )
                .Select(endpoint =>
                    $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText}"
                )
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Strangers_reach_only_open_routes_and_only_administrators_the_rest()
    {
        var leader = await identity.Platform.SignedInAsync("lanhdao.tinh");
        foreach (var (route, (door, body)) in Table)
        {
            var stranger = (int)(await SendAsync(identity.Platform.Anonymous(), route, body)).StatusCode;
            var problem = door == Door.Open ? null : await (await SendAsync(leader, route, body)).Content.ReadAsStringAsync(Steps.Stop);
            Assert.Equal((route, door != Door.Open && stranger == 401), (route, door != Door.Open));
            Assert.Equal(
                (route, door == Door.Administrator),
                (route, problem?.Contains("identity.not_administrator", StringComparison.Ordinal) ?? false)
            );
        }
    }

    [Fact]
    public async Task The_token_of_an_administrator_who_is_none_any_more_opens_nothing()
    {
        var admin = await identity.Platform.SignedInAsync("quantri.tinh");
        var (left, deactivated) = await Features.Accounts.HireAsync(identity.Platform, admin, "quantri.cu1", "42", "administrator", "42");
        var (demoted, ended) = await Features.Accounts.HireAsync(identity.Platform, admin, "quantri.cu2", "42", "administrator", "42");
        var grant = (await admin.GetAsync($"/identity/accounts/{demoted}", 200)).GetProperty("grants")[0].Text("id");
        await deactivated.GetAsync("/identity/accounts?unit=42", 200);
        await ended.GetAsync("/identity/accounts?unit=42", 200);

        await admin.PostAsync($"/identity/accounts/{left}/deactivation", new { }, 200);
        await admin.PostAsync($"/identity/accounts/{demoted}/grants/{grant}/end", new { lastDay = "2023-03-14" }, 200);

        foreach (var (route, (_, body)) in Table.Where(entry => entry.Value.Door == Door.Administrator))
        {
            foreach (var former in new[] { deactivated, ended })
            {
                var problem = await (await SendAsync(former, route, body)).Content.ReadAsStringAsync(Steps.Stop);
                var code = route.StartsWith("GET ", StringComparison.Ordinal) ? "identity.not_administrator" : "request.token_outdated";
                Assert.True(problem.Contains(code, StringComparison.Ordinal), $"{route}: {problem}");
            }
        }

        await deactivated.PostAsync($"/identity/accounts/{left}/activation", new { }, 401).RefusedAsync("request.token_outdated");
        await ended
            .PostAsync($"/identity/accounts/{demoted}/grants", new { role = "administrator", unitCode = "42" }, 401)
            .RefusedAsync("request.token_outdated");
        await (await identity.Platform.SignInAsync("quantri.cu1", Features.Accounts.Password)).ReadAsync(401);
    }

    [Fact]
    public async Task What_a_refused_caller_asked_for_has_not_happened()
    {
        var leader = await identity.Platform.SignedInAsync("lanhdao.tinh");
        foreach (var (route, (_, body)) in Table.Where(entry => entry.Value.Door == Door.Administrator))
        {
            await SendAsync(leader, route, body);
        }

        await leader.GetAsync("/identity/units/18999", 404).RefusedAsync("identity.unit_not_found");
        Assert.Equal(2, (await leader.GetAsync("/identity/units/18175", 200)).GetProperty("version").GetInt32());
        var admin = await identity.Platform.SignedInAsync("quantri.tinh");
        Assert.Empty((await admin.GetAsync("/identity/clients?unit=42", 200)).GetProperty("items").EnumerateArray());
        Assert.Single((await admin.GetAsync("/identity/signing-keys", 200)).EnumerateArray());
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string route, object? body)
    {
        var path = route.Split(' ')[1].Replace("{code}", "18175", StringComparison.Ordinal);
        path = Guid().Replace(path, System.Guid.CreateVersion7().ToString());
        var request = new HttpRequestMessage(new HttpMethod(route.Split(' ')[0]), Parameter().Replace(path, "1") + "?unit=42");
        request.Content = route.StartsWith("POST", StringComparison.Ordinal) ? JsonContent.Create(body ?? new { }) : null;
        return client.SendAsync(request, Steps.Stop);
    }

    [GeneratedRegex(@"\{[a-zA-Z]+:guid\}")]
    private static partial Regex Guid();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
