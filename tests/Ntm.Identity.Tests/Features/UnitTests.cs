using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Identity.V1;
using Ntm.Identity.Features.Units;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

public sealed class UnitTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private static readonly object Decision = new { number = "12/QĐ-UBND", date = "2023-03-01" };

    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task Any_signed_in_caller_reads_a_unit_as_of_a_day()
    {
        var reader = await Platform.SignedInAsync("thon.thinhbang");
        var commune = await reader.GetAsync("/identity/units/18175?on=2023-03-15", 200);
        Assert.Equal("42/439/18175", commune.Text("path"));
        Assert.Equal("Xã Sơn Bằng", commune.Text("name"));
        Assert.Equal("commune", commune.Text("level"));
    }

    [Fact]
    public async Task A_merged_commune_exists_to_its_last_day_and_names_its_successor()
    {
        var reader = await Platform.SignedInAsync("thon.thinhbang");
        var last = await reader.GetAsync("/identity/units/18175?on=2025-06-30", 200);
        Assert.Equal(["18133"], last.Texts("successors"));

        var problem = await reader.GetAsync("/identity/units/18175?on=2025-07-01", 404);
        Assert.Equal("identity.unit_not_valid", problem.Text("code"));
        Assert.Equal(["18133"], problem.GetProperty("last").Texts("successors"));

        await reader.GetAsync("/identity/units/18133?on=2025-06-30", 404).RefusedAsync("identity.unit_not_valid");
        Assert.Equal("42/18133", (await reader.GetAsync("/identity/units/18133?on=2025-07-01", 200)).Text("path"));
        await reader.GetAsync("/identity/units/439?on=2025-07-01", 404).RefusedAsync("identity.unit_not_valid");
        await reader.GetAsync("/identity/units/98765", 404).RefusedAsync("identity.unit_not_found");
    }

    [Fact]
    public async Task Both_tiers_list_what_they_have()
    {
        var reader = await Platform.SignedInAsync("thon.thinhbang");
        Assert.Equal(["439", "446"], await CodesAsync(reader, "on=2025-06-30&level=district"));
        Assert.Empty(await CodesAsync(reader, "on=2025-07-01&level=district"));
        Assert.Equal(
            ["18133", "18673", "18682", "18685", "18736", "18739", "18748"],
            (await CodesAsync(reader, "on=2025-07-01&level=commune&parent=42")).Where(OfTheSample)
        );
        Assert.Equal(
            ["18175-01", "18175-02", "18175-03", "18175-04", "18175-05"],
            (await CodesAsync(reader, "on=2025-07-01&parent=18133")).Where(code => code.StartsWith("18175", StringComparison.Ordinal))
        );
        Assert.Equal(["18175", "18178", "18187", "18217"], (await CodesAsync(reader, "on=2023-03-15&parent=439")).Where(OfTheSample));
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        var reader = await Platform.SignedInAsync("thon.thinhbang");
        var all = await CodesAsync(reader, "on=2023-03-15");
        var paged = new List<string>();
        for (string? next = "", cursor = ""; next is not null; )
        {
            var page = await reader.GetAsync($"/identity/units?on=2023-03-15&limit=4{cursor}", 200);
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(unit => unit.Text("code")));
            next = page.GetProperty("next").GetString();
            cursor = "&after=" + next;
        }

        Assert.Equal(all, paged);
    }

    [Theory]
    [InlineData("on=2023-02-30")]
    [InlineData("level=hamlet")]
    public async Task A_question_that_makes_no_sense_gets_400(string query)
    {
        var reader = await Platform.SignedInAsync("thon.thinhbang");
        Assert.Equal(400, (int)(await reader.GetAsync("/identity/units?" + query, Steps.Stop)).StatusCode);
    }

    [Fact]
    public async Task A_new_village_is_published()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        await admin.PostAsync("/identity/units", Village("18187-01", "18187"), 201);
        var @event = await Platform.ReceivedAsync<AdministrativeUnitChanged>(x => x.UnitCode == "18187-01");
        Assert.Equal(("42/439/18187/18187-01", 1, "village", "18187"), (@event.UnitPath, @event.Version, @event.Level, @event.ParentCode));
        Assert.Null(@event.ValidTo);
        await admin.PostAsync("/identity/units", Village("18187-01", "18187"), 409).RefusedAsync("identity.unit_code_taken");
    }

    [Fact]
    public async Task A_renamed_unit_keeps_its_history_with_the_documents()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        await admin.PostAsync("/identity/units", Commune("19051", "439"), 201);
        var renamed = await admin.PostAsync(
            "/identity/units/19051/renaming",
            new
            {
                name = "Xã Mới",
                from = "2023-03-10",
                document = Decision,
            },
            200
        );
        Assert.Equal(2, renamed.GetProperty("version").GetInt32());

        Assert.Equal("Đơn vị 19051", (await admin.GetAsync("/identity/units/19051?on=2023-03-09", 200)).Text("name"));
        Assert.Equal("Xã Mới", (await admin.GetAsync("/identity/units/19051?on=2023-03-10", 200)).Text("name"));
        var history = await admin.GetAsync("/identity/units/19051/history", 200);
        Assert.Equal(["Registration", "Renaming"], history.GetProperty("acts").EnumerateArray().Select(act => act.Text("kind")));
        Assert.Equal("12/QĐ-UBND", history.GetProperty("acts")[1].Text("documentNumber"));
        Assert.Equal(2, history.GetProperty("periods").GetArrayLength());
    }

    [Fact]
    public async Task An_act_decided_on_an_older_state_gets_412_with_the_state_now()
    {
        var admin = await Platform.SignedInAsync("quantri.camxuyen");
        var rename = new HttpRequestMessage(HttpMethod.Post, "/identity/units/446/renaming")
        {
            Content = JsonContent.Create(
                new
                {
                    name = "Huyện X",
                    from = "2023-03-10",
                    document = Decision,
                }
            ),
            Headers = { { "If-Match", "\"99\"" } },
        };
        var problem = await (await admin.SendAsync(rename, Steps.Stop)).ReadAsync(412);
        Assert.Equal("Huyện Cẩm Xuyên", problem.GetProperty("current").Text("name"));
    }

    [Fact]
    public async Task A_split_keeps_history_and_publishes_each_change_once()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        await admin.PostAsync("/identity/units", Commune("19001", "439"), 201);
        await admin.PostAsync("/identity/units", Village("19001-01", "19001"), 201);
        await admin.PostAsync("/identity/units", Village("19001-02", "19001"), 201);
        var targets = new object[]
        {
            new
            {
                code = "19002",
                name = "Xã Đông",
                parentCode = "439",
                children = new[] { "19001-01" },
            },
            new
            {
                code = "19003",
                name = "Xã Tây",
                parentCode = "439",
                children = new[] { "19001-02" },
            },
        };
        await admin.PostAsync(
            "/identity/unit-splits",
            new
            {
                source = "19001",
                targets,
                on = "2023-03-14",
                document = Decision,
            },
            200
        );

        var old = await admin.GetAsync("/identity/units/19001?on=2023-03-13", 200);
        Assert.Equal(["19002", "19003"], old.Texts("successors"));
        await admin.GetAsync("/identity/units/19001?on=2023-03-14", 404).RefusedAsync("identity.unit_not_valid");
        Assert.Equal("42/439/19003/19001-02", (await admin.GetAsync("/identity/units/19001-02", 200)).Text("path"));
        await Platform.ReceivedAsync<AdministrativeUnitChanged>(x => x is { UnitCode: "19001-02", Version: 2 });
        await Platform.ReceivedAsync<AdministrativeUnitChanged>(x => x is { UnitCode: "19001", Version: 2, Successors.Count: 2 });
        Assert.Equal([1, 2], Platform.Received<AdministrativeUnitChanged>().Where(x => x.UnitCode == "19001").Select(x => x.Version));
    }

    [Fact]
    public async Task A_merge_over_HTTP_ends_the_old_units()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        foreach (var code in new[] { "19011", "19012" })
        {
            await admin.PostAsync("/identity/units", Commune(code, "446"), 201);
        }

        var merge = new
        {
            sources = new[] { "19011", "19012" },
            target = new
            {
                code = "19011",
                name = "Xã Chung",
                parentCode = "446",
            },
            on = "2023-03-14",
            document = Decision,
        };
        var preview = await admin.PostAsync("/identity/unit-merges?preview=true", merge, 200);
        Assert.Equal("19012", Assert.Single(preview.GetProperty("ends").EnumerateArray()).Text("code"));
        Assert.Equal("19011", Assert.Single(preview.GetProperty("begins").EnumerateArray()).Text("code"));
        Assert.Equal("Đơn vị 19011", (await admin.GetAsync("/identity/units/19011", 200)).Text("name"));
        var made = await admin.PostAsync("/identity/unit-merges", merge, 201);
        Assert.Equal(("19011", "Xã Chung"), (made.Text("code"), made.Text("name")));
        Assert.Equal(["19011"], (await admin.GetAsync("/identity/units/19012?on=2023-03-13", 200)).Texts("successors"));
        await admin.PostAsync("/identity/unit-merges", merge, 404).RefusedAsync("identity.unit_not_valid");
    }

    [Fact]
    public async Task Moving_and_ending_follow_the_rules_of_the_day()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        await admin.PostAsync("/identity/units", Commune("19021", "439"), 201);
        await admin.PostAsync("/identity/units", Village("19021-01", "19021"), 201);
        await admin
            .PostAsync("/identity/units/19021/end", new { lastDay = "2023-03-14", document = Decision }, 409)
            .RefusedAsync("identity.unit_has_children");
        await admin
            .PostAsync(
                "/identity/units/19021/move",
                new
                {
                    parentCode = "42",
                    from = "2023-03-14",
                    document = Decision,
                },
                400
            )
            .RefusedAsync("identity.unit_parent_invalid");
        var moved = await admin.PostAsync(
            "/identity/units/19021/move",
            new
            {
                parentCode = "42",
                from = "2025-07-01",
                document = Decision,
            },
            200
        );
        Assert.Equal("42/19021", moved.Text("path"));
        Assert.Equal("42/19021/19021-01", (await admin.GetAsync("/identity/units/19021-01?on=2025-07-01", 200)).Text("path"));
    }

    [Theory]
    [InlineData(
        "/identity/unit-merges",
        """{"sources":["18175",null],"target":{"code":"19041","name":"X","parentCode":"439"}"""
            + ""","on":"2023-03-14","document":{"number":"1","date":"2023-03-01"}}"""
    )]
    [InlineData(
        "/identity/units/18175/end",
        """{"lastDay":"2023-03-14","successors":[null],"document":{"number":"1","date":"2023-03-01"}}"""
    )]
    [InlineData(
        "/identity/unit-splits",
        """{"source":"18175","targets":[null,null],"on":"2023-03-14","document":{"number":"1","date":"2023-03-01"}}"""
    )]
    public async Task Nothing_in_place_of_a_unit_is_refused_before_any_act(string path, string body)
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        await admin.PostAsync(path, JsonElement.Parse(body), 400).RefusedAsync("request.invalid");
    }

    [Fact]
    public async Task An_act_reads_what_is_below_the_units_that_leave_and_nothing_beside_them()
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        var acts = scope.ServiceProvider.GetRequiredService<UnitActs>();
        var registered = await acts.LoadAsync(["19666", "439"], Steps.Stop);
        Assert.Equal(["42", "439"], registered.Units.Select(unit => unit.Code).Order());

        var moved = await acts.LoadWithBelowAsync(["18175"], ["446"], Steps.Stop);
        Assert.Equal(
            ["18133", "18175", "18175-01", "18175-02", "18175-03", "18175-04", "18175-05", "42", "439", "446"],
            moved.Units.Select(unit => unit.Code).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Acts_outside_the_own_unit_or_without_the_role_are_refused()
    {
        var district = await Platform.SignedInAsync("quantri.camxuyen");
        await district.PostAsync("/identity/units", Commune("19031", "439"), 403).RefusedAsync("identity.outside_scope");
        await district
            .PostAsync(
                "/identity/units/18175/renaming",
                new
                {
                    name = "X",
                    from = "2023-03-10",
                    document = Decision,
                },
                403
            )
            .RefusedAsync("identity.outside_scope");
        var merge = new
        {
            sources = new[] { "18724", "18175" },
            target = new
            {
                code = "19032",
                name = "Xã",
                parentCode = "446",
            },
            on = "2023-03-14",
            document = Decision,
        };
        await district.PostAsync("/identity/unit-merges", merge, 403).RefusedAsync("identity.outside_scope");
        var leader = await Platform.SignedInAsync("lanhdao.tinh");
        await leader.PostAsync("/identity/units", Commune("19031", "439"), 403).RefusedAsync("identity.not_administrator");
        await (await Platform.SignedInAsync("quantri.tinh")).GetAsync("/identity/units/19031", 404);
    }

    [Fact]
    public async Task A_document_of_tomorrow_is_no_ground_for_an_act()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        var future = new
        {
            code = "18187-09",
            level = "village",
            name = "Thôn",
            parentCode = "18187",
            validFrom = "2023-03-01",
            document = new { number = "1", date = "2023-03-16" },
        };
        await admin.PostAsync("/identity/units", future, 400).RefusedAsync("identity.document_in_future");
        await admin.PostAsync(
            "/identity/units",
            new
            {
                code = "18187-09",
                level = "village",
                name = "Thôn",
                parentCode = "18187",
                validFrom = "2023-03-01",
            },
            400
        );
        await admin.PostAsync(
            "/identity/units",
            new
            {
                code = "18187-09",
                level = "village",
                name = "Thôn",
                parentCode = "18187",
                validFrom = "2023-03-01",
                document = new { number = " ", date = "2023-03-01" },
            },
            400
        );
    }

    [Fact]
    public async Task The_same_key_twice_registers_once_and_another_body_under_it_gets_422()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        admin.DefaultRequestHeaders.Add("Idempotency-Key", "village-1");
        await admin.PostAsync("/identity/units", Village("18178-01", "18178"), 201);
        await admin.PostAsync("/identity/units", Village("18178-01", "18178"), 201);
        await admin.PostAsync("/identity/units", Village("18178-02", "18178"), 422).RefusedAsync("request.idempotency_key_reused");
    }

    [Fact]
    public async Task Fifty_acts_at_once_on_one_unit_leave_one_name_and_no_gap()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        await admin.PostAsync("/identity/units", Commune("19041", "439"), 201);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(n =>
                    admin.PostAsJsonAsync(
                        "/identity/units/19041/renaming",
                        new
                        {
                            name = "Xã " + n,
                            from = "2023-03-10",
                            document = Decision,
                        },
                        Steps.Stop
                    )
                )
        );
        Assert.Equal(1, answers.Count(answer => (int)answer.StatusCode == 200));
        Assert.All(answers.Where(answer => (int)answer.StatusCode != 200), answer => Assert.Equal(409, (int)answer.StatusCode));
        Assert.Equal(2, (await admin.GetAsync("/identity/units/19041", 200)).GetProperty("version").GetInt32());
    }

    private static async Task<string[]> CodesAsync(HttpClient client, string query) =>
        [
            .. (await client.GetAsync("/identity/units?limit=100&" + query, 200))
                .GetProperty("items")
                .EnumerateArray()
                .Select(unit => unit.Text("code")),
        ];

    /// <summary>Other tests of this class register 19xxx.</summary>
    private static bool OfTheSample(string code) => code.StartsWith("18", StringComparison.Ordinal);

    private static object Village(string code, string parent) => Unit(code, "village", parent);

    private static object Commune(string code, string parent) => Unit(code, "commune", parent);

    private static object Unit(string code, string level, string parent) =>
        new
        {
            code,
            level,
            name = "Đơn vị " + code,
            parentCode = parent,
            validFrom = "2023-01-01",
            document = Decision,
        };
}
