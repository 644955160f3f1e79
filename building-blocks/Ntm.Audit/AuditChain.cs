using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ntm.Audit;

/// <summary>
/// A hash chain of acts: <c>h_n = SHA-256(h_{n-1} ‖ n ‖ canonical JSON of entry n)</c>, n as eight bytes, most significant
/// first. <c>h_0</c> holds the chain's name, so that it cannot pass for another's.
/// </summary>
public static class AuditChain
{
    internal const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Head of a chain without entries.</summary>
    /// <param name="chain">Name of the chain, e.g. <c>dossier/0192d3a1-7c00-7000-8000-00000000000a</c> or <c>identity</c>.</param>
    public static AuditHead Start(string chain) => new(0, Hex(SHA256.HashData(Encoding.UTF8.GetBytes("ntm-audit/1:" + chain))));

    /// <summary>The next entry of the chain that ends in <paramref name="head"/>.</summary>
    public static AuditEntry Append(AuditHead head, AuditAct act)
    {
        var unsealed = new AuditEntry
        {
            Sequence = head.Sequence + 1,
            At = ToMicrosecond(act.At),
            Actor = CanonicalJson.Normalise(act.Actor),
            OnBehalfOf = act.OnBehalfOf is null ? null : CanonicalJson.Normalise(act.OnBehalfOf),
            Action = CanonicalJson.Normalise(act.Action),
            Stage = act.Stage is null ? null : CanonicalJson.Normalise(act.Stage),
            Payload = CanonicalJson.TextOf(act.Payload),
            Hash = "",
        };
        return unsealed with { Hash = HashOf(head.Hash, unsealed) };
    }

    /// <summary>Head of the chain whose last entry is <paramref name="entry"/>.</summary>
    public static AuditHead HeadOf(AuditEntry entry) => new(entry.Sequence, entry.Hash);

    /// <summary>The hash an entry must have after a given one.</summary>
    internal static string HashOf(string previousHash, AuditEntry entry)
    {
        var body = CanonicalJson.Of(ToJson(entry));
        var sealedBytes = new byte[SHA256.HashSizeInBytes + sizeof(long) + body.Length];
        Convert.FromHexString(previousHash).CopyTo(sealedBytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(sealedBytes.AsSpan(SHA256.HashSizeInBytes), entry.Sequence);
        body.CopyTo(sealedBytes, SHA256.HashSizeInBytes + sizeof(long));
        return Hex(SHA256.HashData(sealedBytes));
    }

    /// <summary>The entry as the chain and the export write it, without its hash.</summary>
    internal static JsonObject ToJson(AuditEntry entry) =>
        new()
        {
            ["sequence"] = entry.Sequence,
            ["at"] = entry.At.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture),
            ["actor"] = entry.Actor,
            ["onBehalfOf"] = entry.OnBehalfOf,
            ["action"] = entry.Action,
            ["stage"] = entry.Stage,
            ["payload"] = JsonNode.Parse(entry.Payload, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }),
        };

    internal static DateTimeOffset ToMicrosecond(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
