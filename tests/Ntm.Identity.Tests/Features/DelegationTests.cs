using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

public sealed class DelegationTests : IAsyncLifetime
{
    private const string Unit = IdentityPlatform.SonBang;
    private readonly IdentityPlatform identity = new();
    private HttpClient admin = null!;
    private HttpClient leader = null!;
    private string leaderId = "";
    private string grant = "";

    private TestPlatform Platform => identity.Platform;

    public async ValueTask InitializeAsync()
    {
        await identity.InitializeAsync();
        admin = await Platform.SignedInAsync("quantri.tinh");
        (leaderId, leader) = await Accounts.HireAsync(Platform, admin, "chutich.moi", Unit, "leader", Unit);
        grant = Own(await leader.GetAsync("/identity/me", 200)).Text("grantId");
        await Accounts.HireAsync(Platform, admin, "pho.moi", Unit, "reporter", Unit + "-01");
    }

    public ValueTask DisposeAsync() => identity.DisposeAsync();

    [Fact]
    public async Task A_lent_role_names_its_principal_and_ends_by_itself()
    {
        await leader.PostAsync("/identity/me/delegations", Letter(), 201);

        Assert.Null(await LentAsync());
        Platform.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromTicks(1));
        Assert.Null(await LentAsync());
        Platform.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((leaderId, "42/439/18175"), await LentAsync());
        Platform.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromTicks(1));
        Assert.NotNull(await LentAsync());
        Platform.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await LentAsync());
    }

    [Fact]
    public async Task Taking_it_back_losing_the_role_or_the_account_ends_it_at_once()
    {
        var letter = await leader.PostAsync("/identity/me/delegations", Letter() with { validFrom = "2023-03-15" }, 201);
        Assert.NotNull(await LentAsync());

        await admin.PostAsync($"/identity/accounts/{leaderId}/deactivation", new { }, 200);
        Assert.Null(await LentAsync());
        await admin.PostAsync($"/identity/accounts/{leaderId}/activation", new { }, 200);
        Assert.NotNull(await LentAsync());

        leader = await Platform.SignedInAsync("chutich.moi", Accounts.Password);
        await leader.PostAsync($"/identity/me/delegations/{letter.Text("id")}/end", new { }, 204);
        Assert.Null(await LentAsync());

        await leader.PostAsync("/identity/me/delegations", Letter() with { validFrom = "2023-03-15", validTo = "2023-03-15" }, 201);
        await admin.PostAsync($"/identity/accounts/{leaderId}/grants/{grant}/end", new { lastDay = "2023-03-14" }, 200);
        Assert.Null(await LentAsync());
    }

    [Theory]
    [InlineData("2023-03-14", "2023-03-20", "2023-03-10", "pho.moi", 400, "identity.delegation_backdated")]
    [InlineData("2023-03-16", "2023-03-15", "2023-03-10", "pho.moi", 400, "identity.period_invalid")]
    [InlineData("2023-03-16", "2023-03-20", "2023-03-16", "pho.moi", 400, "identity.document_in_future")]
    [InlineData("2023-03-16", "2023-03-20", "2023-03-10", "chutich.moi", 400, "identity.delegate_not_found")]
    [InlineData("2023-03-16", "2023-03-20", "2023-03-10", "khong.co", 400, "identity.delegate_not_found")]
    [InlineData("2023-03-16", "2023-03-20", "2023-03-10", "lanhdao.tinh", 400, "identity.delegate_not_found")]
    public async Task A_letter_that_cannot_be_is_refused(string from, string to, string dated, string deputy, int status, string code)
    {
        var letter = Letter() with { validFrom = from, validTo = to, documentDate = dated, userName = deputy };

        await leader.PostAsync("/identity/me/delegations", letter, status).RefusedAsync(code);
    }

    [Fact]
    public async Task Personal_roles_other_peoples_roles_and_lent_ones_are_not_lent()
    {
        var other = await Platform.SignedInAsync("lanhdao.tinh");
        await other.PostAsync("/identity/me/delegations", Letter(), 404).RefusedAsync("identity.grant_not_found");

        var administrator = Own(await admin.GetAsync("/identity/me", 200)).Text("grantId");
        await admin
            .PostAsync("/identity/me/delegations", Letter() with { grantId = administrator }, 409)
            .RefusedAsync("identity.delegation_personal");

        var letter = await leader.PostAsync("/identity/me/delegations", Letter() with { validFrom = "2023-03-15" }, 201);
        var deputy = await Platform.SignedInAsync("pho.moi", Accounts.Password);
        await deputy
            .PostAsync("/identity/me/delegations", Letter() with { grantId = letter.Text("id"), userName = "chutich.moi" }, 409)
            .RefusedAsync("identity.delegation_of_delegated");
        await deputy
            .PostAsync($"/identity/me/delegations/{letter.Text("id")}/end", new { }, 404)
            .RefusedAsync("identity.delegation_not_found");
    }

    [Fact]
    public async Task Both_see_the_letter_with_their_names_and_nobody_else_does()
    {
        await leader.PostAsync("/identity/me/delegations", Letter(), 201);

        foreach (var name in new[] { "chutich.moi", "pho.moi" })
        {
            var page = await (await Platform.SignedInAsync(name, Accounts.Password)).GetAsync("/identity/me/delegations", 200);
            var item = Assert.Single(page.GetProperty("items").EnumerateArray());
            Assert.Equal(("07/GUQ-UBND", "Mẫu Thị Mới"), (item.Text("documentNumber"), item.Text("deputyName")));
        }

        Assert.Empty((await admin.GetAsync("/identity/me/delegations", 200)).GetProperty("items").EnumerateArray());
    }

    private LetterOfDelegation Letter() => new(grant, "pho.moi", "07/GUQ-UBND", "2023-03-10", "2023-03-16", "2023-03-20");

    private static JsonElement Own(JsonElement me) =>
        me.GetProperty("grants").EnumerateArray().First(one => one.GetProperty("grantId").ValueKind != JsonValueKind.Null);

    /// <summary>The leader's role as the deputy's next token bears it.</summary>
    private async Task<(string Principal, string Path)?> LentAsync()
    {
        var me = await (await Platform.SignedInAsync("pho.moi", Accounts.Password)).GetAsync("/identity/me", 200);
        var lent = me.GetProperty("grants").EnumerateArray().Where(one => one.Text("role") == "leader").ToList();
        return lent.Count == 0 ? null : (lent[0].Text("onBehalfOf"), lent[0].Text("unitPath"));
    }

    private sealed record LetterOfDelegation(
        string grantId,
        string userName,
        string documentNumber,
        string documentDate,
        string validFrom,
        string validTo
    );
}
