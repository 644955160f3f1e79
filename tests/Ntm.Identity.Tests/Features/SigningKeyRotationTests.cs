using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

public sealed class SigningKeyRotationTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task A_new_key_is_published_first_signs_after_the_overlap_and_old_tokens_stay_good()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var old = (await KidsAsync()).Single();
        await admin.PostAsync("/identity/signing-keys", new { }, 201);
        Assert.Equal(2, (await KidsAsync()).Length);
        Assert.Equal(old, await KidOfNewTokenAsync());
        await admin.PostAsync("/identity/signing-keys", new { }, 409).RefusedAsync("identity.key_pending");

        Platform.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(30));
        var lastOld = await Platform.SignedInAsync("quantri.tinh");
        Platform.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.NotEqual(old, await KidOfNewTokenAsync());
        await lastOld.GetAsync("/identity/me", 200);

        Platform.Clock.Advance(TimeSpan.FromMinutes(12));
        Assert.DoesNotContain(old, await KidsAsync());
        await lastOld.GetAsync("/identity/me", 401);
    }

    [Fact]
    public async Task Only_an_administrator_of_the_province_handles_keys()
    {
        var district = await Platform.SignedInAsync("quantri.huongson");
        await district.GetAsync("/identity/signing-keys", 403).RefusedAsync("identity.outside_scope");
        await district.PostAsync("/identity/signing-keys", new { }, 403).RefusedAsync("identity.outside_scope");
        var officer = await Platform.SignedInAsync("canbo.vpdp");
        await officer.PostAsync("/identity/signing-keys", new { }, 403).RefusedAsync("identity.not_administrator");
        var admin = await Platform.SignedInAsync("quantri.tinh");
        await admin.PostAsync("/identity/signing-keys/nothing/revocation", new { }, 404).RefusedAsync("identity.key_not_found");
    }

    [Fact]
    public async Task Published_keys_hold_nothing_private()
    {
        var keys = await Platform.Anonymous().GetAsync("/identity/.well-known/jwks.json", 200);
        Assert.All(
            keys.GetProperty("keys").EnumerateArray(),
            key =>
            {
                Assert.Equal(["kty", "use", "alg", "kid", "crv", "x", "y"], key.EnumerateObject().Select(property => property.Name));
                Assert.Equal("ES256", key.Text("alg"));
            }
        );
    }

    [Fact]
    public async Task Private_keys_lie_encrypted_in_the_database()
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Persistence.IdentityDbContext>();
        await KidOfNewTokenAsync();
        Assert.All(
            db.SigningKeys.ToList(),
            key =>
            {
                var stored = Convert.FromBase64String(key.ProtectedPrivateKey);
                using var pair = System.Security.Cryptography.ECDsa.Create();
                Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => pair.ImportPkcs8PrivateKey(stored, out _));
            }
        );
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Platform.Folder, "identity-keys"), "key-*.xml"));
    }

    [Fact]
    public async Task Another_process_trusts_the_tokens_through_the_discovery_document()
    {
        var token = (await (await Platform.SignInAsync("lanhdao.tinh")).ReadAsync(200)).Text("accessToken");
        await using var other = await OtherService.StartAsync(
            $"{Platform.Address}identity/.well-known/openid-configuration",
            Platform.Clock
        );

        using var good = PatientClient.Of(new Uri(other.Urls.Single()));
        good.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal("leader@42", await good.GetStringAsync("/whoami", Steps.Stop));

        good.DefaultRequestHeaders.Authorization = new("Bearer", token[..^6] + "AAAAAA");
        Assert.Equal(401, (int)(await good.GetAsync("/whoami", Steps.Stop)).StatusCode);
        await other.StopAsync(Steps.Stop);
    }

    private async Task<string[]> KidsAsync() =>
        [
            .. (await Platform.Anonymous().GetAsync("/identity/.well-known/jwks.json", 200))
                .GetProperty("keys")
                .EnumerateArray()
                .Select(key => key.Text("kid")),
        ];

    private async Task<string> KidOfNewTokenAsync() =>
        new JsonWebToken((await (await Platform.SignInAsync("kiemtoan.tinh")).ReadAsync(200)).Text("accessToken")).Kid;
}
