using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

/// <summary>What an administrator's pages ask before something is done: units by name, people by role, what an act would change.</summary>
public sealed class AdministrationReadTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private static readonly object Decision = new { number = "12/QĐ-UBND", date = "2023-03-01" };

    private TestPlatform Platform => identity.Platform;

    [Theory]
    [InlineData("son bang", "18175")]
    [InlineData("Sơn Bằng", "18175")]
    [InlineData("1818", "18187")]
    [InlineData("on", "")]
    [InlineData("..", "18175,18178,18187,18217")]
    public async Task Children_of_a_unit_are_found_by_name_with_or_without_diacritics(string typed, string expected)
    {
        var reader = await Platform.SignedInAsync("thon.thinhbang");
        var query = $"/identity/units?on=2023-03-15&parent=439&q={Uri.EscapeDataString(typed)}";
        var found = (await reader.GetAsync(query, 200)).GetProperty("items").EnumerateArray().Select(unit => unit.Text("code"));
        Assert.Equal(expected, string.Join(',', found));
    }

    [Fact]
    public async Task A_preview_says_what_ends_begins_moves_and_lapses_and_records_nothing()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var merge = new
        {
            sources = new[] { "18736", "18748" },
            target = new
            {
                code = "18748",
                name = "Xã Cẩm Hưng Lạc",
                parentCode = "42",
            },
            on = "2026-01-01",
            document = Decision,
        };
        var preview = await admin.PostAsync("/identity/unit-merges?preview=true", merge, 200);

        var ending = Assert.Single(preview.GetProperty("ends").EnumerateArray());
        Assert.Equal(("18736", "2025-12-31"), (ending.Text("code"), ending.Text("validTo")));
        Assert.Equal(["18748"], Codes(preview, "begins"));
        Assert.Equal(["18724-01", "18724-02", "18724-03", "18724-04"], Codes(preview, "moves"));
        Assert.Equal(
            ["leader", "officer", "surveyor"],
            preview.GetProperty("lapsing").EnumerateArray().Select(grant => grant.Text("role")!).Order(StringComparer.Ordinal)
        );
        Assert.Equal(3, preview.GetProperty("homeAccounts").GetInt32());
        Assert.Equal(
            JsonValueKind.Null,
            (await admin.GetAsync("/identity/units/18736?on=2026-01-01", 200)).GetProperty("validTo").ValueKind
        );
        Assert.Equal("Xã Cẩm Lạc", (await admin.GetAsync("/identity/units/18748?on=2026-01-01", 200)).Text("name"));

        var split = new
        {
            source = "18736",
            targets = new[] { Half("18736", "18724-01", "18724-02"), Half("18725", "18724-03") },
            on = "2026-01-01",
            document = Decision,
        };
        await admin.PostAsync("/identity/unit-splits?preview=true", split, 400).RefusedAsync("identity.reorganisation_invalid");
    }

    [Fact]
    public async Task Who_holds_a_role_is_read_by_the_leader_and_administrators_of_the_unit_and_council_members_by_who_prepares_councils()
    {
        var leader = await Platform.SignedInAsync("lanhdao.tinh");
        var holders = (await leader.GetAsync("/identity/role-holders?unit=42&role=council", 200)).EnumerateArray().ToList();
        Assert.Equal(7, holders.Count);
        Assert.Contains(holders, holder => holder.Text("name") == "Mẫu Văn Quân" && holder.Text("userName") == "hoidong1.tinh");

        var officer = await Platform.SignedInAsync("canbo.vpdp");
        Assert.Equal(7, (await officer.GetAsync("/identity/role-holders?unit=42&role=council", 200)).GetArrayLength());
        await officer.GetAsync("/identity/role-holders?unit=42&role=leader", 403).RefusedAsync("identity.outside_scope");
        foreach (var other in new[] { "canbo.xahuongson", "lanhdao.thainguyen", "thon.thinhbang" })
        {
            var stranger = await Platform.SignedInAsync(other);
            await stranger.GetAsync("/identity/role-holders?unit=42&role=council", 403).RefusedAsync("identity.outside_scope");
        }

        await leader.GetAsync("/identity/role-holders?unit=98765&role=council", 404).RefusedAsync("identity.unit_not_found");
    }

    [Fact]
    public async Task Roles_that_somebody_holds_are_listed_with_how_many_do_and_go_with_the_last()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var before = await HoldersAsync(admin);
        var people = new List<string>();
        foreach (var name in new[] { "canbo.mot", "canbo.hai" })
        {
            var (id, _) = await Accounts.CreateAsync(admin, name, "18187");
            await Accounts.GrantAsync(admin, id, new { role = "officer", unitCode = "18187" }, 201);
            people.Add(id);
        }

        Assert.Equal(before + 2, await HoldersAsync(admin));
        foreach (var id in people)
        {
            await admin.PostAsync($"/identity/accounts/{id}/deactivation", new { }, 200);
        }

        Assert.Equal(before, await HoldersAsync(admin));
        var stranger = await Platform.SignedInAsync("thon.thinhbang");
        await stranger.GetAsync("/identity/held-roles?unit=42", 403).RefusedAsync("identity.outside_scope");
        await admin.GetAsync("/identity/held-roles?unit=98765", 404).RefusedAsync("identity.unit_not_found");
    }

    /// <summary>How many hold the officer's role on a commune; what nobody holds is not listed.</summary>
    private static async Task<int> HoldersAsync(HttpClient admin) =>
        (await admin.GetAsync("/identity/held-roles?unit=439", 200))
            .EnumerateArray()
            .Where(held => held.Text("role") == "officer" && held.Text("unitPath") == "42/439/18187")
            .Sum(held => held.GetProperty("holders").GetInt32());

    [Fact]
    public async Task The_history_of_a_unit_names_who_recorded_each_act()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var rename = new
        {
            name = "Xã Cẩm Duệ Mới",
            from = "2026-02-01",
            document = Decision,
        };
        await admin.PostAsync("/identity/units/18739/renaming", rename, 200);

        var acts = (await admin.GetAsync("/identity/units/18739/history", 200)).GetProperty("acts").EnumerateArray().ToList();
        Assert.Equal("Mẫu Văn An", acts.Single(act => act.Text("documentNumber") == "12/QĐ-UBND").Text("recordedByName"));
    }

    private static object Half(string code, params string[] children) =>
        new
        {
            code,
            name = "Xã " + code,
            parentCode = "42",
            children,
        };

    private static IEnumerable<string> Codes(JsonElement preview, string part) =>
        preview.GetProperty(part).EnumerateArray().Select(unit => unit.Text("code")!);
}
