using System.Text;
using NSec.Cryptography;
using Ntm.Notifications.Delivery;
using Ntm.Notifications.Features.Webhooks;
using Ntm.Testing;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>Signatures as Standard Webhooks has them, verified by another's library.</summary>
public sealed class SignatureTests : IAsyncLifetime
{
    private TestPlatform platform = null!;
    private Receiver receiver = null!;

    // The library compares with the machine's time.
    public async ValueTask InitializeAsync() =>
        (platform, receiver) = (await WebhookPlatform.StartAsync(TimeProvider.System.GetUtcNow()), await Receiver.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        await receiver.DisposeAsync();
    }

    /// <summary>The example of the reference implementations.</summary>
    [Fact]
    public void The_example_of_the_specification_is_signed_as_it_says()
    {
        var signature = new WebhookSignature([Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], []);

        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            signature.Of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}"))
        );
    }

    /// <summary>With the key pair of RFC 8032, 7.1, test 3.</summary>
    [Fact]
    public void An_asymmetric_signature_is_verified_by_its_public_key()
    {
        var seed = Convert.FromHexString("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
        var known = PublicKey.Import(
            SignatureAlgorithm.Ed25519,
            Convert.FromHexString("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"),
            KeyBlobFormat.RawPublicKey
        );

        var signature = new WebhookSignature([], [seed]).Of("a", 1, "b"u8);

        Assert.StartsWith("v1a,", signature, StringComparison.Ordinal);
        Assert.True(SignatureAlgorithm.Ed25519.Verify(known, "a.1.b"u8, Convert.FromBase64String(signature[4..])));
        Assert.False(SignatureAlgorithm.Ed25519.Verify(known, "a.2.b"u8, Convert.FromBase64String(signature[4..])));
    }

    [Fact]
    public async Task What_is_received_verifies_and_what_was_forged_truncated_or_is_old_does_not()
    {
        var made = await platform.SubscribeAsync(receiver, new { asymmetric = true });
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await receiver.ReceivedAsync(1);
        var one = receiver.Deliveries[0];
        var webhook = new StandardWebhook(made.Secret);

        webhook.Verify(receiver.Verification.Body, receiver.Verification.Headers);
        webhook.Verify(one.Body, one.Headers);
        Assert.Equal(one.Id, one.Event.GetProperty("id").GetString());
        Assert.DoesNotContain('.', one.Id);
        Assert.True(VerifiesAsymmetric(made.Subscription.PublicKey!, one));
        Refused(webhook, one with { Body = one.Body.Replace("42", "43", StringComparison.Ordinal) });
        Refused(webhook, one with { Body = one.Body[..^1] });
        Refused(webhook, With(one, "webhook-id", Guid.CreateVersion7().ToString()));
        var old = TimeProvider.System.GetUtcNow().AddMinutes(-6);
        var signed = new WebhookSignature([Convert.FromBase64String(made.Secret["whsec_".Length..])], []);
        var replayed = With(one, "webhook-timestamp", old.ToUnixTimeSeconds().ToString(null, null));
        Refused(webhook, With(replayed, "webhook-signature", signed.Of(one.Id, old.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(one.Body))));
        Refused(new StandardWebhook("whsec_" + Convert.ToBase64String(new byte[32])), one);
    }

    [Fact]
    public async Task While_keys_overlap_both_verify_and_afterwards_the_new_one_alone()
    {
        var made = await platform.SubscribeAsync(receiver, new { asymmetric = true });
        var rotated = await platform.PostAsync<SubscriptionSecretAnswer>(
            $"{made.Subscription.Id}/secret",
            new { keepOldHours = 1, asymmetric = true }
        );
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await receiver.ReceivedAsync(1);
        var (before, after) = (new StandardWebhook(made.Secret), new StandardWebhook(rotated.Secret));

        var overlap = receiver.Deliveries[0];
        Assert.Equal(
            ["v1", "v1", "v1a", "v1a"],
            overlap.Headers["webhook-signature"].ToString().Split(' ').Select(part => part.Split(',')[0])
        );
        before.Verify(overlap.Body, overlap.Headers);
        after.Verify(overlap.Body, overlap.Headers);
        Assert.True(VerifiesAsymmetric(made.Subscription.PublicKey!, overlap));
        Assert.True(VerifiesAsymmetric(rotated.Subscription.PublicKey!, overlap));

        platform.Clock.Advance(TimeSpan.FromHours(1));
        await platform.EventsAsync(Guid.CreateVersion7(), 1, 1);
        await receiver.ReceivedAsync(2);
        var later = receiver.Deliveries[1];
        Assert.Equal(2, later.Headers["webhook-signature"].ToString().Split(' ').Length);
        Assert.False(VerifiesAsymmetric(made.Subscription.PublicKey!, later));
        Assert.True(VerifiesAsymmetric(rotated.Subscription.PublicKey!, later));
    }

    private static void Refused(StandardWebhook webhook, Delivery one) =>
        Assert.Throws<WebhookVerificationException>(() => webhook.Verify(one.Body, one.Headers));

    private static Delivery With(Delivery one, string header, string value)
    {
        var headers = new Microsoft.AspNetCore.Http.HeaderDictionary(one.Headers.ToDictionary()) { [header] = value };
        return one with { Headers = headers };
    }

    private static bool VerifiesAsymmetric(string publicKey, Delivery one)
    {
        var key = PublicKey.Import(
            SignatureAlgorithm.Ed25519,
            Convert.FromBase64String(publicKey["whpk_".Length..]),
            KeyBlobFormat.RawPublicKey
        );
        var signed = Encoding.UTF8.GetBytes($"{one.Id}.{one.Headers["webhook-timestamp"]}.{one.Body}");
        return one.Headers["webhook-signature"]
            .ToString()
            .Split(' ')
            .Where(part => part.StartsWith("v1a,", StringComparison.Ordinal))
            .Any(part => SignatureAlgorithm.Ed25519.Verify(key, signed, Convert.FromBase64String(part[4..])));
    }
}
