using System.Net.Http.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

public sealed class AccountTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task An_administrator_makes_an_account_gives_it_a_role_and_it_signs_in()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        var (id, password) = await Accounts.CreateAsync(admin, "canbo.sontrung", "18187");
        await Accounts.GrantAsync(admin, id, new { role = "officer", unitCode = "18187" }, 201);

        var answer = await (await Platform.SignInAsync("canbo.sontrung", password)).ReadAsync(200);
        Assert.True(answer.GetProperty("mustChangePassword").GetBoolean());
        var me = await (await Accounts.TakeOverAsync(Platform, "canbo.sontrung", password)).GetAsync("/identity/me", 200);
        Assert.Equal("42/439/18187", me.GetProperty("grants").EnumerateArray().Single().Text("unitPath"));
    }

    [Fact]
    public async Task The_administrator_of_another_unit_is_refused_and_learns_nothing()
    {
        var owner = await Platform.SignedInAsync("quantri.huongson");
        var (id, _) = await Accounts.CreateAsync(owner, "canbo.thu1", "18187");
        var other = await Platform.SignedInAsync("quantri.camxuyen");

        await other
            .PostAsync(
                "/identity/accounts",
                new
                {
                    userName = "x.y",
                    name = "X",
                    homeUnitCode = "18187",
                },
                403
            )
            .RefusedAsync("identity.outside_scope");
        await other.GetAsync("/identity/accounts?unit=18187", 403).RefusedAsync("identity.outside_scope");
        foreach (var unknown in new[] { id, Guid.CreateVersion7().ToString() })
        {
            await other.GetAsync($"/identity/accounts/{unknown}", 404).RefusedAsync("identity.account_not_found");
            await other.PostAsync($"/identity/accounts/{unknown}/deactivation", new { }, 404).RefusedAsync("identity.account_not_found");
            await other.PostAsync($"/identity/accounts/{unknown}/password-reset", new { }, 404).RefusedAsync("identity.account_not_found");
            await Accounts
                .GrantAsync(other, unknown, new { role = "officer", unitCode = "446" }, 404)
                .RefusedAsync("identity.account_not_found");
        }
    }

    [Fact]
    public async Task An_administrator_grants_only_inside_the_own_unit()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        var (id, _) = await Accounts.CreateAsync(admin, "canbo.thu2", "439");
        await Accounts.GrantAsync(admin, id, new { role = "administrator", unitCode = "42" }, 403).RefusedAsync("identity.outside_scope");
        await Accounts.GrantAsync(admin, id, new { role = "officer", unitCode = "18724" }, 403).RefusedAsync("identity.outside_scope");
        await Accounts.GrantAsync(admin, id, new { role = "officer", unitCode = "99999" }, 404).RefusedAsync("identity.unit_not_found");
        await Accounts.GrantAsync(admin, id, new { role = "officer", unitCode = "18187" }, 201);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_handles_accounts()
    {
        var officer = await Platform.SignedInAsync("lanhdao.tinh");
        await officer
            .PostAsync(
                "/identity/accounts",
                new
                {
                    userName = "x.z",
                    name = "X",
                    homeUnitCode = "42",
                },
                403
            )
            .RefusedAsync("identity.not_administrator");
        await officer.GetAsync("/identity/accounts?unit=42", 403).RefusedAsync("identity.not_administrator");
        await officer.GetAsync($"/identity/accounts/{Guid.CreateVersion7()}", 403).RefusedAsync("identity.not_administrator");
    }

    [Fact]
    public async Task Nobody_grants_a_role_to_themselves()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var me = await admin.GetAsync("/identity/me", 200);
        await Accounts
            .GrantAsync(admin, me.Text("subject"), new { role = "leader", unitCode = "42" }, 403)
            .RefusedAsync("identity.own_account");
    }

    [Fact]
    public async Task A_grant_on_a_unit_that_does_not_exist_on_that_day_is_refused()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var (id, _) = await Accounts.CreateAsync(admin, "canbo.thu3", "42");
        await Accounts
            .GrantAsync(
                admin,
                id,
                new
                {
                    role = "officer",
                    unitCode = "18175",
                    validFrom = "2025-07-01",
                },
                404
            )
            .RefusedAsync("identity.unit_not_valid");
        await Accounts.GrantAsync(
            admin,
            id,
            new
            {
                role = "officer",
                unitCode = "18175",
                validFrom = "2025-06-30",
            },
            201
        );
        await Accounts.GrantAsync(
            admin,
            id,
            new
            {
                role = "officer",
                unitCode = "18133",
                validFrom = "2025-07-01",
            },
            201
        );
    }

    [Fact]
    public async Task A_surveyor_of_the_Front_cannot_become_a_reviewer()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        var surveyor = await Accounts.FindAsync(admin, "439", "mttq.huongson");
        var above = await Platform.SignedInAsync("quantri.tinh");
        await above.PostAsync($"/identity/accounts/{surveyor.Text("id")}/consents", new { act = "grant:reviewer@439" }, 201);
        await Accounts
            .GrantAsync(admin, surveyor.Text("id"), new { role = "reviewer", unitCode = "439" }, 409)
            .RefusedAsync("identity.grant_conflict");
    }

    [Fact]
    public async Task Ending_a_role_ends_the_sign_ins_and_the_next_token_lacks_it()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        var (id, password) = await Accounts.CreateAsync(admin, "canbo.thu4", "18187");
        var grant = await Accounts.GrantAsync(
            admin,
            id,
            new
            {
                role = "officer",
                unitCode = "18187",
                validFrom = "2023-01-01",
            },
            201
        );
        var signedIn = await (await Platform.SignInAsync("canbo.thu4", password)).ReadAsync(200);

        await admin.PostAsync($"/identity/accounts/{id}/grants/{grant.Text("id")}/end", new { lastDay = "2023-03-14" }, 200);

        await Platform
            .Anonymous()
            .PostAsync("/identity/tokens", new { refreshToken = signedIn.Text("refreshToken") }, 401)
            .RefusedAsync("identity.refresh_refused");
        var me = await (await Accounts.TakeOverAsync(Platform, "canbo.thu4", password)).GetAsync("/identity/me", 200);
        Assert.Empty(me.GetProperty("grants").EnumerateArray());
        await admin
            .PostAsync($"/identity/accounts/{id}/grants/{grant.Text("id")}/end", new { lastDay = "2024-01-01" }, 409)
            .RefusedAsync("identity.grant_end_invalid");
    }

    [Fact]
    public async Task A_deactivated_account_neither_signs_in_nor_refreshes_until_activated()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        var (id, password) = await Accounts.CreateAsync(admin, "canbo.thu5", "18187");
        var refreshToken = (await (await Platform.SignInAsync("canbo.thu5", password)).ReadAsync(200)).Text("refreshToken");
        await admin.PostAsync($"/identity/accounts/{id}/deactivation", new { }, 200);
        await (await Platform.SignInAsync("canbo.thu5", password)).ReadAsync(401);
        await Platform.Anonymous().PostAsync("/identity/tokens", new { refreshToken }, 401);
        await admin.PostAsync($"/identity/accounts/{id}/activation", new { }, 200);
        await (await Platform.SignInAsync("canbo.thu5", password)).ReadAsync(200);
    }

    [Fact]
    public async Task Changing_the_password_ends_all_sign_ins_and_the_old_one_is_dead()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        var (_, password) = await Accounts.CreateAsync(admin, "canbo.thu6", "18187");
        var answer = await (await Platform.SignInAsync("canbo.thu6", password)).ReadAsync(200);
        var me = Platform.Bearing(answer.Text("accessToken"));
        await me.PostAsync("/identity/me/password", new { currentPassword = password, newPassword = "Dong-Lua-Chin-77" }, 204);
        await Platform.Anonymous().PostAsync("/identity/tokens", new { refreshToken = answer.Text("refreshToken") }, 401);
        await (await Platform.SignInAsync("canbo.thu6", password)).ReadAsync(401);
        var again = await (await Platform.SignInAsync("canbo.thu6", "Dong-Lua-Chin-77")).ReadAsync(200);
        Assert.False(again.GetProperty("mustChangePassword").GetBoolean());
    }

    [Theory]
    [InlineData("Ngan-1a")]
    [InlineData("khong-co-chu-hoa-1")]
    [InlineData("KHONG-CO-CHU-THUONG-1")]
    [InlineData("Khong-Co-Chu-So-Nao")]
    [InlineData("Aaaaaaaaaaaa1")]
    [InlineData("Co-ten-KIEMTOAN.TINH-1")]
    [InlineData("Matkhau-cua-toi-1")]
    public async Task A_weak_password_is_refused_in_Vietnamese(string newPassword)
    {
        var me = await Platform.SignedInAsync("kiemtoan.tinh");
        var problem = await me.PostAsync("/identity/me/password", new { currentPassword = IdentityPlatform.Password, newPassword }, 400);
        Assert.Equal(("identity.password_weak", "newPassword"), (problem.Text("code"), problem.Text("field")));
        Assert.StartsWith("Mật khẩu", problem.Text("detail"), StringComparison.Ordinal);
        await (await Platform.SignInAsync("kiemtoan.tinh")).ReadAsync(200);
    }

    [Fact]
    public async Task A_reset_gives_a_password_once_and_ends_the_old_one()
    {
        var admin = await Platform.SignedInAsync("quantri.huongson");
        var (id, password) = await Accounts.CreateAsync(admin, "canbo.thu7", "18187");
        var reset = (await admin.PostAsync($"/identity/accounts/{id}/password-reset", new { }, 200)).Text("password");
        await (await Platform.SignInAsync("canbo.thu7", password)).ReadAsync(401);
        await (await Platform.SignInAsync("canbo.thu7", reset)).ReadAsync(200);
    }

    [Theory]
    [InlineData("quantri.tinh", "identity.user_name_taken", 409)]
    [InlineData("QUANTRI.TINH", "identity.user_name_invalid", 400)]
    [InlineData("cán bộ", "identity.user_name_invalid", 400)]
    public async Task A_user_name_that_is_taken_or_odd_is_refused(string userName, string code, int status)
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        await admin
            .PostAsync(
                "/identity/accounts",
                new
                {
                    userName,
                    name = "X",
                    homeUnitCode = "42",
                },
                status
            )
            .RefusedAsync(code);
    }

    [Fact]
    public async Task A_body_that_does_not_fit_gets_400_and_names_the_field()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var blank = await admin.PostAsync(
            "/identity/accounts",
            new
            {
                userName = " ",
                name = "X",
                homeUnitCode = "42",
            },
            400
        );
        Assert.Equal("userName", blank.Text("field"), ignoreCase: true);
        await admin.PostAsync(
            "/identity/accounts",
            new
            {
                userName = "a.b",
                name = new string('x', 201),
                homeUnitCode = "42",
            },
            400
        );
        await admin.PostAsync("/identity/accounts", new { userName = "a.b", name = "X" }, 400);
        await admin.PostAsync(
            "/identity/accounts",
            new
            {
                userName = "a.b",
                name = "X",
                homeUnitCode = "42",
                admin = true,
            },
            400
        );
        await admin.PostAsync(
            "/identity/accounts",
            new
            {
                userName = 7,
                name = "X",
                homeUnitCode = "42",
            },
            400
        );
        var page = await admin.GetAsync("/identity/accounts?unit=42&limit=3", 200);
        Assert.Equal(3, page.GetProperty("items").GetArrayLength());
        var next = await admin.GetAsync($"/identity/accounts?unit=42&limit=3&after={page.Text("next")}", 200);
        Assert.NotEqual(page.GetProperty("items")[0].Text("id"), next.GetProperty("items")[0].Text("id"));
    }
}
