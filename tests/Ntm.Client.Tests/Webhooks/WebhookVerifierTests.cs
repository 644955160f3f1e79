using System.Text;
using Ntm.Client.Webhooks;
using Ntm.Testing;

namespace Ntm.Client.Tests.Webhooks;

/// <summary>Standard Webhooks 1.0: its vector, and everything that must be refused.</summary>
public sealed class WebhookVerifierTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly DateTimeOffset Signed = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void The_vector_of_the_specification_is_genuine()
    {
        var result = Verify();

        Assert.Equal(new WebhookResult(null, Id, Signed), result);
        Assert.True(result.IsGenuine);
    }

    [Fact]
    public void A_secret_is_taken_without_its_prefix() => Assert.True(Verify(secrets: [Secret["whsec_".Length..]]).IsGenuine);

    [Fact]
    public void One_of_several_secrets_and_one_of_several_signatures_suffice()
    {
        var forged = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

        Assert.True(Verify(secrets: [Other, Secret]).IsGenuine);
        Assert.True(Verify(signatures: $"v2,abc {forged} {Signature} v1a,abcd").IsGenuine);
        Assert.Equal(WebhookRefusal.SignatureMismatch, Verify(signatures: $"{forged} {forged}").Refusal);
    }

    [Fact]
    public void The_tolerance_ends_one_tick_after_five_minutes_on_both_sides()
    {
        var tick = TimeSpan.FromTicks(1);
        var tolerance = TimeSpan.FromMinutes(5);

        Assert.Null(Verify(now: Signed + tolerance).Refusal);
        Assert.Equal(WebhookRefusal.TimestampTooOld, Verify(now: Signed + tolerance + tick).Refusal);
        Assert.Null(Verify(now: Signed - tolerance).Refusal);
        Assert.Equal(WebhookRefusal.TimestampTooNew, Verify(now: Signed - tolerance - tick).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"test": 2432232315}""")]
    [InlineData("""{"test": 243223231""")]
    [InlineData("""{"test": 2432232314} """)]
    public void A_body_that_was_changed_or_cut_off_is_refused(string body) =>
        Assert.Equal(WebhookRefusal.SignatureMismatch, Verify(body: body).Refusal);

    [Theory]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJel", Timestamp, Signature, WebhookRefusal.SignatureMismatch)]
    [InlineData(Id, "1614265331", Signature, WebhookRefusal.SignatureMismatch)]
    [InlineData(Id, "01614265330", Signature, WebhookRefusal.SignatureMismatch)]
    [InlineData(Id, "999999999999", Signature, WebhookRefusal.TimestampTooNew)]
    [InlineData(Id, "0", Signature, WebhookRefusal.TimestampTooOld)]
    [InlineData(Id, "9999999999999", Signature, WebhookRefusal.TimestampInvalid)]
    [InlineData(Id, "-1614265330", Signature, WebhookRefusal.TimestampInvalid)]
    [InlineData(Id, "+1614265330", Signature, WebhookRefusal.TimestampInvalid)]
    [InlineData(Id, " 1614265330", Signature, WebhookRefusal.TimestampInvalid)]
    [InlineData(Id, "1614265330.0", Signature, WebhookRefusal.TimestampInvalid)]
    [InlineData(Id, "16:42", Signature, WebhookRefusal.TimestampInvalid)]
    [InlineData("msg.1", Timestamp, Signature, WebhookRefusal.IdInvalid)]
    [InlineData("msg 1", Timestamp, Signature, WebhookRefusal.IdInvalid)]
    [InlineData("msg\n1", Timestamp, Signature, WebhookRefusal.IdInvalid)]
    [InlineData("tin_nhắn", Timestamp, Signature, WebhookRefusal.IdInvalid)]
    [InlineData(Id, Timestamp, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O", WebhookRefusal.SignatureMismatch)]
    [InlineData(Id, Timestamp, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ", WebhookRefusal.SignatureMismatch)]
    [InlineData(Id, Timestamp, "v1,", WebhookRefusal.SignatureMismatch)]
    [InlineData(Id, Timestamp, "v1", WebhookRefusal.SignatureMissing)]
    [InlineData(Id, Timestamp, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookRefusal.SignatureMissing)]
    [InlineData(Id, Timestamp, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookRefusal.SignatureMissing)]
    [InlineData(Id, Timestamp, "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookRefusal.SignatureMissing)]
    [InlineData(Id, Timestamp, " ", WebhookRefusal.SignatureMissing)]
    [InlineData(Id, Timestamp, "", WebhookRefusal.HeadersMissing)]
    [InlineData(Id, Timestamp, null, WebhookRefusal.HeadersMissing)]
    [InlineData(Id, null, Signature, WebhookRefusal.HeadersMissing)]
    [InlineData(null, Timestamp, Signature, WebhookRefusal.HeadersMissing)]
    [InlineData("", Timestamp, Signature, WebhookRefusal.HeadersMissing)]
    public void What_was_forged_or_spoilt_is_refused_with_its_reason(
        string? id,
        string? timestamp,
        string? signatures,
        WebhookRefusal refusal
    ) =>
        Assert.Equal(
            new WebhookResult(refusal),
            new WebhookVerifier([WebhookKey.Secret(Secret)], new ManualTimeProvider(Signed)).Verify(
                id,
                timestamp,
                signatures,
                Encoding.UTF8.GetBytes(Body)
            )
        );

    [Fact]
    public void Headers_that_only_cost_time_are_refused_unread()
    {
        Assert.Equal(WebhookRefusal.HeadersMissing, Verify(signatures: string.Join(' ', Enumerable.Repeat(Signature, 100))).Refusal);
        Assert.Equal(WebhookRefusal.HeadersMissing, Verify(id: new string('a', 257)).Refusal);
    }

    [Fact]
    public void A_wrong_secret_fits_nothing() => Assert.Equal(WebhookRefusal.SignatureMismatch, Verify(secrets: [Other]).Refusal);

    [Theory]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64!")]
    public void A_secret_that_is_none_is_noticed_at_once(string secret) =>
        Assert.Throws<FormatException>(() => new WebhookVerifier(secret));

    [Fact]
    public void A_verifier_needs_a_key() => Assert.Throws<ArgumentException>(() => new WebhookVerifier(Array.Empty<string>()));

    [Fact]
    public void The_headers_are_asked_for_by_their_names()
    {
        var headers = new Dictionary<string, string>
        {
            ["webhook-id"] = Id,
            ["webhook-timestamp"] = Timestamp,
            ["webhook-signature"] = Signature,
        };
        var verifier = new WebhookVerifier([WebhookKey.Secret(Secret)], new ManualTimeProvider(Signed));

        Assert.True(verifier.Verify(headers.GetValueOrDefault, Encoding.UTF8.GetBytes(Body)).IsGenuine);
    }

    private static WebhookResult Verify(
        string id = Id,
        string signatures = Signature,
        string body = Body,
        DateTimeOffset? now = null,
        string[]? secrets = null
    ) =>
        new WebhookVerifier((secrets ?? [Secret]).Select(WebhookKey.Secret), new ManualTimeProvider(now ?? Signed)).Verify(
            id,
            Timestamp,
            signatures,
            Encoding.UTF8.GetBytes(body)
        );
}
