using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Ntm.Client.Webhooks;
using StandardWebhooks;

namespace Ntm.Client.Tests.Webhooks;

/// <summary>A library of others' hand agrees on what is genuine.</summary>
public sealed class IndependentLibraryTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void What_the_other_library_signs_is_genuine_and_nothing_else()
    {
        var now = TimeProvider.System.GetUtcNow();
        var other = new StandardWebhook(Secret);

        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                ArbMap.Default.ArbFor<Guid>(),
                (body, id) =>
                {
                    var signature = other.Sign($"{id}", now, body.Get);
                    var (timestamp, bytes) = ($"{now.ToUnixTimeSeconds()}", Encoding.UTF8.GetBytes(body.Get));
                    var own = new WebhookVerifier(Secret);
                    return !IsText(body.Get)
                        || (
                            own.Verify($"{id}", timestamp, signature, bytes).IsGenuine
                            && own.Verify($"{id}", timestamp, signature, [.. bytes, 32]).Refusal == WebhookRefusal.SignatureMismatch
                            && Accepts(other, $"{id}", timestamp, signature, body.Get)
                        );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static bool Accepts(StandardWebhook other, string id, string timestamp, string signature, string body)
    {
        other.Verify(
            body,
            new HeaderDictionary
            {
                ["webhook-id"] = id,
                ["webhook-timestamp"] = timestamp,
                ["webhook-signature"] = signature,
            }
        );
        return true;
    }

    /// <summary>Half a surrogate pair is no text and has no bytes.</summary>
    private static bool IsText(string text) => text.Length > 0 && !text.Any(char.IsSurrogate);
}
