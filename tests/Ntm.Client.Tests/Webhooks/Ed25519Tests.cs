using System.Text;
using Ntm.Client.Webhooks;
using Ntm.Testing;

namespace Ntm.Client.Tests.Webhooks;

/// <summary>Signatures of the kind <c>v1a</c>: the vectors of RFC 8032, a webhook signed by Python's <c>cryptography</c> with the key
/// of the first.</summary>
public sealed class Ed25519Tests
{
    private const string Public = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    private const string Signature = "v1a,fldxM4gAKugP6nnt1hdz3sgGfZ6d99nzrMFnZOELIxbzEHoVmAb2ADpkJK7zgPePmPsle0zV9jSeGlHFG2NVAw==";
    private const string Hmac = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly WebhookKey Secret = WebhookKey.Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )]
    [InlineData(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )]
    [InlineData(
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )]
    public void The_vectors_of_the_rfc_fit_and_nothing_beside_them(string key, string message, string signature)
    {
        var own = Ed25519Key.Public(Convert.ToBase64String(Convert.FromHexString(key)));
        var (content, bytes) = (Convert.FromHexString(message), Convert.FromHexString(signature));

        Assert.True(own.Matches(content, bytes));
        Assert.False(own.Matches([.. content, 0], bytes));
        Assert.False(own.Matches(content, bytes.AsSpan(0, 63)));
        bytes[5] ^= 1;
        Assert.False(own.Matches(content, bytes));
    }

    [Fact]
    public void A_webhook_is_genuine_by_its_public_key() => Assert.Null(Verify(Signature, Ed25519Key.Public(Public)));

    [Fact]
    public void Each_kind_of_signature_is_checked_by_its_own_kind_of_key()
    {
        Assert.Null(Verify($"{Hmac} {Signature}", Ed25519Key.Public(Public)));
        Assert.Null(Verify($"{Hmac} {Signature}", Secret));
        Assert.Null(Verify(Hmac, Ed25519Key.Public(Public), Secret));
        Assert.Equal(WebhookRefusal.SignatureMissing, Verify(Hmac, Ed25519Key.Public(Public)));
        Assert.Equal(WebhookRefusal.SignatureMissing, Verify(Signature, Secret));
        Assert.Equal(WebhookRefusal.SignatureMismatch, Verify("v1" + Signature[3..], Secret));
    }

    [Theory]
    [InlineData("whpk_AAAA")]
    [InlineData("whpk_//////////////////////////////////////////8=")]
    public void A_key_that_is_none_is_noticed_at_once(string key) => Assert.Throws<FormatException>(() => Ed25519Key.Public(key));

    private static WebhookRefusal? Verify(string signatures, params WebhookKey[] keys) =>
        new WebhookVerifier(keys, new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1614265330)))
            .Verify("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", signatures, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""))
            .Refusal;
}
