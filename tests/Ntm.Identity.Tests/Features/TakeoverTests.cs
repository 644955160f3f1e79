using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

/// <summary>How an administrator might come by what is not his: his own account, accounts with grants elsewhere, the Front's.</summary>
public sealed class TakeoverTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task Nobody_acts_on_the_own_account()
    {
        var admin = await Platform.SignedInAsync("quantri.camxuyen");
        var own = await Accounts.FindAsync(admin, "446", "quantri.camxuyen");
        var account = "/identity/accounts/" + own.Text("id").ToUpperInvariant();
        foreach (var act in new[] { "deactivation", "activation", "password-reset", "sessions/end" })
        {
            await admin.PostAsync($"{account}/{act}", new { }, 403).RefusedAsync("identity.own_account");
        }

        await admin.PostAsync($"{account}/consents", new { act = "password-reset" }, 403).RefusedAsync("identity.own_account");
        await admin.PostAsync($"{account}/grants", new { role = "auditor", unitCode = "446" }, 403).RefusedAsync("identity.own_account");
        var grant = own.GetProperty("grants")[0].Text("id");
        await admin.PostAsync($"{account}/grants/{grant}/end", new { lastDay = "2024-01-01" }, 403).RefusedAsync("identity.own_account");
    }

    [Fact]
    public async Task Only_who_stands_above_undoes_a_deactivation()
    {
        var (province, district) = (await Platform.SignedInAsync("quantri.tinh"), await Platform.SignedInAsync("quantri.huongson"));
        var (officer, _) = await Accounts.CreateAsync(district, "canbo.ngung1", "18187");
        await province.PostAsync($"/identity/accounts/{officer}/deactivation", new { }, 200);
        await district.PostAsync($"/identity/accounts/{officer}/activation", new { }, 403).RefusedAsync("identity.not_above");
        await district.PostAsync($"/identity/accounts/{officer}/deactivation", new { }, 200);
        await district.PostAsync($"/identity/accounts/{officer}/activation", new { }, 403).RefusedAsync("identity.not_above");
        await province.PostAsync($"/identity/accounts/{officer}/activation", new { }, 200);
        await district.PostAsync($"/identity/accounts/{officer}/deactivation", new { }, 200);
        await district.PostAsync($"/identity/accounts/{officer}/activation", new { }, 200);

        var (peer, _) = await Accounts.HireAsync(Platform, district, "quantri.ngung2", "439", "administrator", "439");
        await district.PostAsync($"/identity/accounts/{peer}/deactivation", new { }, 200);
        await district.PostAsync($"/identity/accounts/{peer}/activation", new { }, 403).RefusedAsync("identity.not_above");
        await district.PostAsync($"/identity/accounts/{peer}/password-reset", new { }, 403).RefusedAsync("identity.not_above");
        await province.PostAsync($"/identity/accounts/{peer}/activation", new { }, 200);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2023-12-01")]
    public async Task An_account_with_a_grant_elsewhere_is_out_of_its_home_administrators_hands(string? validFrom)
    {
        var (province, district) = (await Platform.SignedInAsync("quantri.tinh"), await Platform.SignedInAsync("quantri.huongson"));
        var (id, _) = await Accounts.CreateAsync(district, "lanhdao.biet-phai" + validFrom, "18187");
        await Accounts.GrantAsync(
            province,
            id,
            new
            {
                role = "leader",
                unitCode = "42",
                validFrom,
            },
            201
        );
        foreach (var act in new[] { "password-reset", "sessions/end", "deactivation", "activation" })
        {
            await district.PostAsync($"/identity/accounts/{id}/{act}", new { }, 403).RefusedAsync("identity.outside_scope");
        }

        await province.PostAsync($"/identity/accounts/{id}/password-reset", new { }, 200);
    }

    [Fact]
    public async Task The_Fronts_account_is_in_the_hands_of_two_administrators_or_of_none()
    {
        var (province, district) = (await Platform.SignedInAsync("quantri.tinh"), await Platform.SignedInAsync("quantri.huongson"));
        var front = await Accounts.FindAsync(district, "439", "mttq.huongson");
        var account = "/identity/accounts/" + front.Text("id");
        foreach (var alone in new[] { province, district })
        {
            foreach (var act in new[] { "password-reset", "deactivation", "activation" })
            {
                await alone.PostAsync($"{account}/{act}", new { }, 403).RefusedAsync("identity.consent_needed");
            }

            await Accounts
                .GrantAsync(alone, front.Text("id"), new { role = "auditor", unitCode = "439" }, 403)
                .RefusedAsync("identity.consent_needed");
            await alone
                .PostAsync($"{account}/grants/{front.GetProperty("grants")[0].Text("id")}/end", new { lastDay = "2023-03-14" }, 403)
                .RefusedAsync("identity.consent_needed");
        }

        await district.PostAsync($"{account}/consents", new { act = "password-reset" }, 403).RefusedAsync("identity.not_above");
        await province.PostAsync($"{account}/consents", new { act = "everything" }, 400).RefusedAsync("identity.act_unknown");
        await province.PostAsync($"{account}/consents", new { act = "password-reset" }, 201);
        await province.PostAsync($"{account}/password-reset", new { }, 403).RefusedAsync("identity.consent_needed");
        await district.PostAsync($"{account}/deactivation", new { }, 403).RefusedAsync("identity.consent_needed");
        await district.PostAsync($"{account}/password-reset", new { }, 200);
        await district.PostAsync($"{account}/password-reset", new { }, 403).RefusedAsync("identity.consent_needed");
    }

    [Fact]
    public async Task One_administrator_alone_makes_no_surveyor()
    {
        var (province, district) = (await Platform.SignedInAsync("quantri.tinh"), await Platform.SignedInAsync("quantri.huongson"));
        var (id, _) = await Accounts.CreateAsync(district, "mttq.gia", "439");
        await Accounts.GrantAsync(district, id, new { role = "surveyor", unitCode = "439" }, 403).RefusedAsync("identity.consent_needed");
        await province.PostAsync($"/identity/accounts/{id}/consents", new { act = "grant:surveyor@18175" }, 201);
        await Accounts.GrantAsync(district, id, new { role = "surveyor", unitCode = "439" }, 403).RefusedAsync("identity.consent_needed");
        await Accounts.GrantAsync(district, id, new { role = "surveyor", unitCode = "18175" }, 201);
    }

    [Fact]
    public async Task A_consent_ends_with_its_day_and_with_the_office_of_who_gave_it()
    {
        await using var platform = await IdentityPlatform.StartAsync(IdentityPlatform.Start);
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
        var province = await platform.SignedInAsync("quantri.tinh");
        var (second, consenting) = await Accounts.HireAsync(platform, province, "quantri.hai", "42", "administrator", "42");
        var front = (await Accounts.FindAsync(province, "42", "mttq.tinh")).Text("id");
        await consenting.PostAsync($"/identity/accounts/{front}/consents", new { act = "sessions-end" }, 201);
        await consenting.PostAsync($"/identity/accounts/{front}/consents", new { act = "password-reset" }, 201);
        await province.PostAsync($"/identity/accounts/{front}/sessions/end", new { }, 200);

        await province.PostAsync($"/identity/accounts/{second}/deactivation", new { }, 200);
        await province.PostAsync($"/identity/accounts/{front}/password-reset", new { }, 403).RefusedAsync("identity.consent_needed");

        await province.PostAsync($"/identity/accounts/{second}/activation", new { }, 200);
        platform.Clock.Advance(TimeSpan.FromHours(24));
        province = await platform.SignedInAsync("quantri.tinh");
        await province.PostAsync($"/identity/accounts/{front}/password-reset", new { }, 403).RefusedAsync("identity.consent_needed");
    }

    [Fact]
    public async Task A_password_that_somebody_else_gave_opens_its_own_change_only_and_cannot_stay()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var (id, given) = await Accounts.CreateAsync(admin, "canbo.mat-khau", "42");
        await Accounts.GrantAsync(admin, id, new { role = "administrator", unitCode = "42" }, 201);
        var signedIn = await (await Platform.SignInAsync("canbo.mat-khau", given)).ReadAsync(200);
        var renewed = await Platform.Anonymous().PostAsync("/identity/tokens", new { refreshToken = signedIn.Text("refreshToken") }, 200);
        foreach (var limited in new[] { Platform.Bearing(signedIn.Text("accessToken")), Platform.Bearing(renewed.Text("accessToken")) })
        {
            await limited.GetAsync("/identity/me", 403).RefusedAsync("request.password_change_required");
            await limited.GetAsync("/identity/units", 403).RefusedAsync("request.password_change_required");
            await limited
                .PostAsync(
                    "/identity/accounts",
                    new
                    {
                        userName = "x.y",
                        name = "X",
                        homeUnitCode = "42",
                    },
                    403
                )
                .RefusedAsync("request.password_change_required");
            await limited
                .PostAsync("/identity/me/password", new { currentPassword = given, newPassword = given }, 400)
                .RefusedAsync("identity.password_same");
        }

        await (await Accounts.TakeOverAsync(Platform, "canbo.mat-khau", given)).GetAsync("/identity/me", 200);
    }
}
