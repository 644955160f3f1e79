using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.Audit.Heads;

/// <summary>
/// A signed JSON document: <c>keyId</c> names the key by its thumbprint, <c>signature</c> is ES256 over the canonical JSON of everything
/// else. White space and the order of names are free.
/// </summary>
internal static class HeadDocument
{
    /// <summary>Format of the heads of a service at an instant.</summary>
    public const string Heads = "ntm-heads/1";

    /// <summary>Format of the list of a day's files.</summary>
    public const string Day = "ntm-heads-day/1";

    private const string Signature = "signature";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The document with its signature, UTF-8.</summary>
    public static byte[] Sign(JsonObject body, ECDsa key)
    {
        body["keyId"] = KeyFile.ThumbprintOf(key);
        body[Signature] = KeyFile.Sign(key, CanonicalJson.Of(body));
        return JsonSerializer.SerializeToUtf8Bytes(body, Readable);
    }

    /// <summary>The document without its signature; null when it is none of the format or none of the keys signed it.</summary>
    public static JsonObject? Read(byte[] bytes, string format, IReadOnlyList<ECDsa> keys)
    {
        try
        {
            if (
                JsonNode.Parse(bytes, nodeOptions: null, documentOptions: Strict) is not JsonObject document
                || (string?)document["format"] != format
                || (string?)document["keyId"] is not { } keyId
                || (string?)document[Signature] is not { } signature
            )
            {
                return null;
            }

            document.Remove(Signature);
            var signed = CanonicalJson.Of(document);
            return keys.Any(key => KeyFile.ThumbprintOf(key) == keyId && KeyFile.Verify(key, signed, signature)) ? document : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or CanonicalJsonException)
        {
            return null;
        }
    }
}
