using System.Globalization;
using System.Text;
using System.Text.Json;
using Ntm.Web;

namespace Ntm.Audit;

/// <summary>
/// Reads an export strictly: exactly the known fields, each in its one written form. A looser reader would
/// let text into the document that no hash covers.
/// </summary>
internal static class AuditExportReader
{
    private static readonly string[] EnvelopeFields = ["format", "chain", "head", "entries", "records"];
    private static readonly string[] HeadFields = ["sequence", "hash"];
    private static readonly string[] EntryFields = ["sequence", "at", "actor", "onBehalfOf", "action", "stage", "payload", "hash"];

    internal sealed record Envelope(string Chain, AuditHead Head, JsonElement Entries, JsonElement Records);

    internal static Envelope? ReadEnvelope(JsonElement root)
    {
        if (
            !HasExactly(root, EnvelopeFields)
            || !TryText(root.GetProperty("format"), out var format)
            || format != AuditExport.Format
            || !TryText(root.GetProperty("chain"), out var chain)
            || root.GetProperty("entries") is not { ValueKind: JsonValueKind.Array } entries
            || root.GetProperty("records") is not { ValueKind: JsonValueKind.Object or JsonValueKind.Null } records
            || !HasExactly(root.GetProperty("head"), HeadFields)
        )
        {
            return null;
        }

        var head = root.GetProperty("head");
        return TryCount(head.GetProperty("sequence"), out var sequence) && TryHash(head.GetProperty("hash"), out var hash)
            ? new Envelope(chain, new AuditHead(sequence, hash), entries, records)
            : null;
    }

    internal static bool TryReadEntry(JsonElement item, out AuditEntry? entry)
    {
        entry = null;
        if (
            !HasExactly(item, EntryFields)
            || !TryCount(item.GetProperty("sequence"), out var sequence)
            || !TryInstant(item.GetProperty("at"), out var at)
            || !TryText(item.GetProperty("actor"), out var actor)
            || !TryOptionalText(item.GetProperty("onBehalfOf"), out var onBehalfOf)
            || !TryText(item.GetProperty("action"), out var action)
            || !TryOptionalText(item.GetProperty("stage"), out var stage)
            || !TryPayload(item.GetProperty("payload"), out var payload)
            || !TryHash(item.GetProperty("hash"), out var hash)
        )
        {
            return false;
        }

        entry = new AuditEntry
        {
            Sequence = sequence,
            At = at,
            Actor = actor,
            OnBehalfOf = onBehalfOf,
            Action = action,
            Stage = stage,
            Payload = payload,
            Hash = hash,
        };
        return true;
    }

    private static bool HasExactly(JsonElement value, string[] names) =>
        value.ValueKind == JsonValueKind.Object
        && value.EnumerateObject().Count() == names.Length
        && Array.TrueForAll(names, name => value.TryGetProperty(name, out _));

    private static bool TryPayload(JsonElement value, out string payload)
    {
        payload = "";
        try
        {
            payload = Encoding.UTF8.GetString(CanonicalJson.Of(value));
        }
        catch (CanonicalJsonException)
        {
            return false;
        }

        return IsComposed(value);
    }

    /// <summary>A decomposed letter would hash like its composed form, so an edit would go unseen.</summary>
    private static bool IsComposed(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => ComposedText.IsComposed(value.GetString()!),
            JsonValueKind.Array => value.EnumerateArray().All(IsComposed),
            JsonValueKind.Object => value.EnumerateObject().All(p => ComposedText.IsComposed(p.Name) && IsComposed(p.Value)),
            _ => true,
        };

    private static bool TryOptionalText(JsonElement value, out string? text)
    {
        text = null;
        return value.ValueKind == JsonValueKind.Null || TryText(value, out text!);
    }

    private static bool TryText(JsonElement value, out string text)
    {
        text = "";
        if (value.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            text = value.GetString()!;
            return CanonicalJson.Normalise(text) == text;
        }
        catch (Exception broken) when (broken is InvalidOperationException or CanonicalJsonException)
        {
            return false;
        }
    }

    private static bool TryInstant(JsonElement value, out DateTimeOffset at)
    {
        at = default;
        return TryText(value, out var text)
            && DateTimeOffset.TryParseExact(
                text,
                AuditChain.InstantFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out at
            );
    }

    private static bool TryCount(JsonElement value, out long count)
    {
        count = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out count) && count >= 0;
    }

    private static bool TryHash(JsonElement value, out string hash) =>
        TryText(value, out hash) && hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);
}
