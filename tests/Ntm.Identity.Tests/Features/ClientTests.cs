using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Ntm.Identity.Persistence;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

public sealed class ClientTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task A_program_signs_in_with_its_secret_for_its_unit_and_scopes()
    {
        var (id, secret) = await RegisterAsync("quantri.tinh", "42");
        var answer = await SignInAsync(id, secret, 200);
        var token = new JsonWebToken(answer.Text("accessToken"));
        Assert.Equal(id, token.Subject);
        Assert.Equal("integrator@42", token.GetClaim("grants").Value);
        Assert.Equal("events:read dossiers:read", token.GetClaim("scope").Value);
        Assert.Null(answer.GetProperty("refreshToken").GetString());
    }

    [Fact]
    public async Task A_program_reads_the_units_of_its_own_unit_and_no_others()
    {
        var (id, secret) = await RegisterAsync("quantri.huongson", "439", "units:read");
        var program = Platform.Bearing((await SignInAsync(id, secret, 200)).Text("accessToken"));
        var page = await program.GetAsync("/identity/units?limit=100", 200);
        var units = page.GetProperty("items").EnumerateArray().Select(unit => unit.Text("path")).ToList();
        Assert.Contains("42/439/18175/18175-01", units);
        Assert.All(units, path => Assert.StartsWith("42/439", path, StringComparison.Ordinal));
        await program.GetAsync("/identity/units/18175", 200);
        await program.GetAsync("/identity/units/18175/history", 200);
        foreach (var foreign in new[] { "42", "446", "18724", "18133", "18724?on=2030-01-01" })
        {
            await program.GetAsync("/identity/units/" + foreign, 404).RefusedAsync("identity.unit_not_found");
            await program.GetAsync($"/identity/units/{foreign.Split('?')[0]}/history", 404).RefusedAsync("identity.unit_not_found");
        }
    }

    [Fact]
    public async Task A_program_of_a_unit_that_is_gone_reads_nothing()
    {
        await using var platform = await IdentityPlatform.StartAsync(new DateTimeOffset(2025, 6, 30, 5, 0, 0, TimeSpan.Zero));
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
        var registered = await (await platform.SignedInAsync("quantri.huongson")).PostAsync(
            "/identity/clients",
            new
            {
                name = "X",
                unitCode = "439",
                scopes = new[] { "units:read" },
            },
            201
        );
        platform.Clock.Advance(TimeSpan.FromDays(1));

        var answer = await platform
            .Anonymous()
            .PostAsync(
                "/identity/tokens",
                new { clientId = registered.GetProperty("client").Text("clientId"), clientSecret = registered.Text("clientSecret") },
                200
            );

        var program = platform.Bearing(answer.Text("accessToken"));
        Assert.Empty((await program.GetAsync("/identity/units?limit=100", 200)).GetProperty("items").EnumerateArray());
        await program.GetAsync("/identity/units/18133", 404);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_stored_only_as_a_hash()
    {
        var (id, secret) = await RegisterAsync("quantri.tinh", "42");
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var list = (await admin.GetAsync("/identity/clients?unit=42&limit=100", 200)).GetRawText();
        Assert.Contains(id, list, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        await using var scope = Platform.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<IdentityDbContext>().ApiClients.FindAsync([id], Steps.Stop);
        Assert.Matches("^[0-9a-f]{64}$", stored!.SecretHash);
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_program_get_the_same_answer()
    {
        var (id, _) = await RegisterAsync("quantri.tinh", "42");
        Assert.Equal("identity.client_refused", (await SignInAsync(id, "ntms_wrong", 401)).Text("code"));
        Assert.Equal("identity.client_refused", (await SignInAsync("ntm-nobody", "ntms_wrong", 401)).Text("code"));
    }

    [Fact]
    public async Task A_rotated_secret_works_at_once_and_the_old_one_until_its_hour()
    {
        var (id, old) = await RegisterAsync("quantri.tinh", "42");
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var rotated = await admin.PostAsync($"/identity/clients/{id}/secret", new { keepOldHours = 2 }, 200);
        await SignInAsync(id, rotated.Text("clientSecret"), 200);
        await SignInAsync(id, old, 200);
        Platform.Clock.Advance(TimeSpan.FromHours(2));
        await SignInAsync(id, old, 401);
        await SignInAsync(id, rotated.Text("clientSecret"), 200);
    }

    [Fact]
    public async Task A_revoked_program_is_out()
    {
        var (id, secret) = await RegisterAsync("quantri.huongson", "439");
        var admin = await Platform.SignedInAsync("quantri.huongson");
        await admin.PostAsync($"/identity/clients/{id}/revocation", new { }, 200);
        await SignInAsync(id, secret, 401);
        await admin.PostAsync($"/identity/clients/{id}/revocation", new { }, 409).RefusedAsync("identity.client_revoked");
        await admin.PostAsync($"/identity/clients/{id}/secret", new { keepOldHours = 0 }, 409).RefusedAsync("identity.client_revoked");
    }

    [Fact]
    public async Task Programs_of_other_units_are_out_of_reach()
    {
        var (id, _) = await RegisterAsync("quantri.huongson", "439");
        var other = await Platform.SignedInAsync("quantri.camxuyen");
        await other.PostAsync($"/identity/clients/{id}/revocation", new { }, 404).RefusedAsync("identity.client_not_found");
        await other.PostAsync($"/identity/clients/{id}/secret", new { keepOldHours = 0 }, 404).RefusedAsync("identity.client_not_found");
        await other.GetAsync("/identity/clients?unit=439", 403).RefusedAsync("identity.outside_scope");
        await other
            .PostAsync(
                "/identity/clients",
                new
                {
                    name = "X",
                    unitCode = "42",
                    scopes = new[] { "events:read" },
                },
                403
            )
            .RefusedAsync("identity.outside_scope");
        var officer = await Platform.SignedInAsync("canbo.huongson");
        await officer
            .PostAsync(
                "/identity/clients",
                new
                {
                    name = "X",
                    unitCode = "439",
                    scopes = new[] { "events:read" },
                },
                403
            )
            .RefusedAsync("identity.not_administrator");
    }

    [Fact]
    public async Task Unknown_scopes_and_hours_out_of_range_are_refused()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        await admin
            .PostAsync(
                "/identity/clients",
                new
                {
                    name = "X",
                    unitCode = "42",
                    scopes = new[] { "all" },
                },
                400
            )
            .RefusedAsync("identity.scope_unknown");
        await admin.PostAsync(
            "/identity/clients",
            new
            {
                name = "X",
                unitCode = "42",
                scopes = Array.Empty<string>(),
            },
            400
        );
        var (id, _) = await RegisterAsync("quantri.tinh", "42");
        await admin.PostAsync($"/identity/clients/{id}/secret", new { keepOldHours = 169 }, 400);
    }

    private async Task<(string Id, string Secret)> RegisterAsync(string user, string unit, params string[] scopes)
    {
        var admin = await Platform.SignedInAsync(user);
        var answer = await admin.PostAsync(
            "/identity/clients",
            new
            {
                name = "Trục liên thông",
                unitCode = unit,
                scopes = scopes is [] ? ["events:read", "dossiers:read"] : scopes,
            },
            201
        );
        return (answer.GetProperty("client").Text("clientId"), answer.Text("clientSecret"));
    }

    private Task<System.Text.Json.JsonElement> SignInAsync(string clientId, string clientSecret, int status) =>
        Platform.Anonymous().PostAsync("/identity/tokens", new { clientId, clientSecret }, status);
}
