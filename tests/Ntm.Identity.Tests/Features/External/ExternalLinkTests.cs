using System.Text;
using System.Text.Json;
using Ntm.Audit;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features.External;

/// <summary>Who links an account to a person at an external issuer, and what is left when the link is gone.</summary>
public sealed class ExternalLinkTests : IAsyncLifetime
{
    private const string User = "canbo.vpdp";
    private readonly ExternalPlatform external = new();

    private TestPlatform Platform => external.Platform;

    public ValueTask InitializeAsync() => external.InitializeAsync();

    public ValueTask DisposeAsync() => external.DisposeAsync();

    [Fact]
    public async Task A_person_links_the_own_account_with_the_password_and_signs_in_by_it()
    {
        var person = await Platform.SignedInAsync(User);
        external.Issuer.Subject = "van-phong";
        var begun = await BeginAsync(person, 200);

        var link = await ConfirmAsync(person, begun, 200);

        Assert.Equal("van-phong", link.Text("subject"));
        Assert.Equal(external.Issuer.Issuer, link.Text("issuer"));
        Assert.False(link.GetProperty("byAdministrator").GetBoolean());
        var listed = Assert.Single((await person.GetAsync("/identity/me/external-links", 200)).EnumerateArray());
        Assert.Equal((link.Text("id"), TestIssuer.DisplayName), (listed.Text("id"), listed.Text("displayName")));
        await external.SignInAsync("van-phong", 200);
    }

    [Fact]
    public async Task Wrong_passwords_begin_nothing_and_count()
    {
        var person = await Platform.SignedInAsync(User);
        for (var number = 0; number < 5; number++)
        {
            await person
                .PostAsync("/identity/me/external-links", new { password = "Sai-mat-ma-00" + number }, 400)
                .RefusedAsync("identity.password_wrong");
        }

        await person
            .PostAsync("/identity/me/external-links", new { password = IdentityPlatform.Password }, 429)
            .RefusedAsync("identity.sign_in_slowed");
    }

    [Fact]
    public async Task What_was_begun_for_one_account_links_no_other_and_signs_nobody_in()
    {
        var (person, other) = (await Platform.SignedInAsync(User), await Platform.SignedInAsync("thamdinh.vpdp"));
        var begun = await BeginAsync(person, 200);
        await ConfirmAsync(other, begun, 401).RefusedAsync("identity.external_expired");
        await Platform
            .FinishAsync(begun.Pending, await TestIssuer.VisitAsync(begun.Address), 401)
            .RefusedAsync("identity.external_expired");
        await ConfirmAsync(person, await Platform.BeginAsync(), 401).RefusedAsync("identity.external_expired");

        Assert.Empty((await other.GetAsync("/identity/me/external-links", 200)).EnumerateArray());
        await ConfirmAsync(person, begun, 200);
        await ConfirmAsync(person, begun, 401).RefusedAsync("identity.external_expired");
    }

    [Fact]
    public async Task An_account_has_one_link_at_an_issuer_and_a_person_there_one_account()
    {
        var (person, other) = (await Platform.SignedInAsync(User), await Platform.SignedInAsync("thamdinh.vpdp"));
        external.Issuer.Subject = "mot-nguoi";
        await ConfirmAsync(person, await BeginAsync(person, 200), 200);

        await ConfirmAsync(other, await BeginAsync(other, 200), 409).RefusedAsync("identity.external_subject_taken");
        external.Issuer.Subject = "nguoi-khac";
        await ConfirmAsync(person, await BeginAsync(person, 200), 409).RefusedAsync("identity.external_linked_already");
        await ConfirmAsync(other, await BeginAsync(other, 200), 200);
    }

    [Fact]
    public async Task Without_its_link_a_person_gets_in_no_more_and_what_was_open_elsewhere_has_ended()
    {
        await external.LinkAsync(User, "van-phong");
        var elsewhere = (await external.SignInAsync("van-phong", 200, session: true)).Text("refreshToken");
        var here = await external.SignInAsync("van-phong", 200, session: true);
        var person = Platform.Bearing(here.Text("accessToken"));
        var link = (await person.GetAsync("/identity/me/external-links", 200))[0];
        Assert.True(link.GetProperty("byAdministrator").GetBoolean());

        // Beside the one elsewhere that of the password, by which the link was made.
        var ended = await person.PostAsync($"/identity/me/external-links/{link.Text("id")}/end", new { }, 200);
        Assert.Equal(2, ended.GetProperty("ended").GetInt32());

        await RefreshAsync(elsewhere, 401);
        await RefreshAsync(here.Text("refreshToken"), 200);
        await external.SignInAsync("van-phong", 401).RefusedAsync("identity.external_unlinked");
        await person
            .PostAsync($"/identity/me/external-links/{link.Text("id")}/end", new { }, 404)
            .RefusedAsync("identity.external_link_not_found");
        await external.LinkAsync(User, "van-phong");
        await external.SignInAsync("van-phong", 200);
    }

    [Fact]
    public async Task Nobody_removes_a_link_of_somebody_else_and_an_administrator_ends_all_sessions_with_it()
    {
        var id = await external.LinkAsync("canbo.huongson", "huong-son");
        var session = (await external.SignInAsync("huong-son", 200, session: true)).Text("refreshToken");
        var (district, elsewhere) = (await Platform.SignedInAsync("quantri.huongson"), await Platform.SignedInAsync("quantri.camxuyen"));
        var link = (await district.GetAsync($"/identity/accounts/{id}/external-links", 200))[0].Text("id");
        var stranger = await Platform.SignedInAsync(User);
        await stranger.PostAsync($"/identity/me/external-links/{link}/end", new { }, 404).RefusedAsync("identity.external_link_not_found");
        await elsewhere.GetAsync($"/identity/accounts/{id}/external-links", 404).RefusedAsync("identity.account_not_found");
        await elsewhere
            .PostAsync($"/identity/accounts/{id}/external-links/{link}/end", new { }, 404)
            .RefusedAsync("identity.account_not_found");

        await district.PostAsync($"/identity/accounts/{id}/external-links/{link}/end", new { }, 200);

        await RefreshAsync(session, 401);
        await external.SignInAsync("huong-son", 401).RefusedAsync("identity.external_unlinked");
    }

    [Fact]
    public async Task An_administrator_links_what_it_may_reset_the_password_of_and_nothing_else()
    {
        var district = await Platform.SignedInAsync("quantri.huongson");
        foreach (var (user, code) in new[] { ("quantri.huongson", "own_account"), ("canbo.camxuyen", "account_not_found") })
        {
            var id = (await (await Platform.SignedInAsync(user)).GetAsync("/identity/me", 200)).Text("subject");
            var status = code == "own_account" ? 403 : 404;
            await district
                .PostAsync($"/identity/accounts/{id}/external-links", new { subject = "toi" }, status)
                .RefusedAsync("identity." + code);
        }

        var front = (await (await Platform.SignedInAsync("mttq.huongson")).GetAsync("/identity/me", 200)).Text("subject");
        await district
            .PostAsync($"/identity/accounts/{front}/external-links", new { subject = "mat-tran" }, 403)
            .RefusedAsync("identity.consent_needed");
        var province = await Platform.SignedInAsync("quantri.tinh");
        await province.PostAsync($"/identity/accounts/{front}/consents", new { act = "external-link" }, 201);
        await district.PostAsync($"/identity/accounts/{front}/external-links", new { subject = "mat-tran" }, 201);
        var link = (await district.GetAsync($"/identity/accounts/{front}/external-links", 200))[0].Text("id");
        await district
            .PostAsync($"/identity/accounts/{front}/external-links/{link}/end", new { }, 403)
            .RefusedAsync("identity.consent_needed");
        await province.PostAsync($"/identity/accounts/{front}/consents", new { act = "external-unlink" }, 201);
        await district.PostAsync($"/identity/accounts/{front}/external-links/{link}/end", new { }, 200);
    }

    [Fact]
    public async Task Each_link_and_its_end_is_in_the_audit_without_the_name_of_the_person_at_the_issuer()
    {
        const string Secret = "cccd-042190001234";
        var id = await external.LinkAsync("canbo.huongson", Secret);
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var link = (await admin.GetAsync($"/identity/accounts/{id}/external-links", 200))[0].Text("id");
        await admin.PostAsync($"/identity/accounts/{id}/external-links/{link}/end", new { }, 200);
        var person = await Platform.SignedInAsync(User);
        external.Issuer.Subject = "van-phong";
        await ConfirmAsync(person, await BeginAsync(person, 200), 200);

        var auditor = await Platform.SignedInAsync("kiemtoan.tinh");
        using var answer = await auditor.GetAsync("/identity/audit", Steps.Stop);
        var text = await answer.Content.ReadAsStringAsync(Steps.Stop);
        using var export = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var found = AuditVerifier.Verify(export);
        Assert.True(found.Verified, found.Reason);
        Assert.All(
            new[] { "LinkAccount", "EndExternalLink", "ConfirmExternalLink", $"external-link/{link}" },
            part => Assert.Contains(part, text, StringComparison.Ordinal)
        );
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    private static async Task<Begun> BeginAsync(HttpClient person, int status)
    {
        var begun = await person.PostAsync("/identity/me/external-links", new { password = IdentityPlatform.Password }, status);
        return new Begun(begun.Text("address"), begun.Text("pending"));
    }

    private static async Task<JsonElement> ConfirmAsync(HttpClient person, Begun begun, int status)
    {
        var back = await TestIssuer.VisitAsync(begun.Address);
        var body = new
        {
            pending = begun.Pending,
            state = back.State,
            code = back.Code,
        };
        return await person.PostAsync("/identity/me/external-links/confirmation", body, status);
    }

    private Task<JsonElement> RefreshAsync(string refreshToken, int status) =>
        Platform.Anonymous().PostAsync("/identity/tokens", new { refreshToken }, status);
}
