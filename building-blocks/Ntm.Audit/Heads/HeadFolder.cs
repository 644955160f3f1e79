using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Ntm.Audit.Heads;

/// <summary>
/// Where heads lie apart from the databases: <c>SERVICE/DAY/TIME-ID.json</c>, each a new file that only its owner reads and that is never
/// written again. When a day (UTC) is over, <c>SERVICE/DAY.json</c> lists its files with their hashes, so that one that is gone is missed,
/// and <c>SERVICE/DAY.tsr</c> is the answer of the RFC 3161 authority for that list, where there is one.
/// </summary>
public sealed class HeadFolder(IOptions<AuditOptions> options, TimeProvider clock) : IDisposable
{
    internal const string DayFormat = "yyyy-MM-dd";

    /// <summary>How long after its end a day's list is written: clocks of replicas differ.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private readonly string root = Path.GetFullPath(options.Value.HeadsFolder);
    private readonly ECDsa key = KeyFile.Load(options.Value.KeyPath, options.Value.CreateKeyWhenAbsent, "mốc nhật ký kiểm toán");
    private readonly Lock gate = new();

    /// <summary>Writes heads of a service into a file of their own.</summary>
    public void Write(string service, IReadOnlyList<ChainHead> heads)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var list = heads.Select(head => new JsonObject
        {
            ["chain"] = head.Chain,
            ["sequence"] = head.Head.Sequence,
            ["hash"] = head.Head.Hash,
        });
        var document = new JsonObject
        {
            ["format"] = HeadDocument.Heads,
            ["service"] = service,
            ["at"] = now.ToString(AuditChain.InstantFormat, CultureInfo.InvariantCulture),
            ["heads"] = new JsonArray([.. list]),
        };
        var folder = Path.Combine(root, service, OpenDay(service, DateOnly.FromDateTime(now)));
        PrivateFile.CreateFolder(folder);
        var time = now.ToString("HHmmss.ffffff", CultureInfo.InvariantCulture);
        PrivateFile.Create(Path.Combine(folder, $"{time}-{Guid.CreateVersion7().ToString("N")[^8..]}.json"), Sign(document));
    }

    /// <summary>Lists the files of each day of a service that is over and has no list yet.</summary>
    public void CloseDays(string service)
    {
        var today = NameOf(DateOnly.FromDateTime((clock.GetUtcNow() - Grace).UtcDateTime));
        foreach (var folder in FoldersOf(service).Where(folder => string.CompareOrdinal(Path.GetFileName(folder), today) < 0))
        {
            if (File.Exists(folder + ".json"))
            {
                continue;
            }

            var files = Directory
                .GetFiles(folder, "*.json")
                .Order(StringComparer.Ordinal)
                .Select(file => new JsonObject { ["name"] = Path.GetFileName(file), ["sha256"] = HashOf(File.ReadAllBytes(file)) });
            var list = new JsonObject
            {
                ["format"] = HeadDocument.Day,
                ["service"] = service,
                ["day"] = Path.GetFileName(folder),
                ["files"] = new JsonArray([.. files]),
            };
            Keep(folder + ".json", Sign(list));
        }
    }

    /// <summary>The lists of a service's days that nobody has stamped.</summary>
    public IReadOnlyList<string> Unstamped(string service) =>
        [.. FoldersOf(service).Select(folder => folder + ".json").Where(list => File.Exists(list) && !File.Exists(StampOf(list)))];

    /// <summary>Keeps the authority's answer beside the list that it stamped.</summary>
    public static void KeepStamp(string list, byte[] answer) => Keep(StampOf(list), answer);

    public void Dispose() => key.Dispose();

    internal static string StampOf(string list) => Path.ChangeExtension(list, ".tsr");

    internal static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string NameOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private IReadOnlyList<string> FoldersOf(string service)
    {
        var own = Path.Combine(root, service);
        return Directory.Exists(own) ? [.. Directory.GetDirectories(own).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>A list that is written stands: a clock that is put back adds its heads to the next day without one.</summary>
    private string OpenDay(string service, DateOnly day)
    {
        while (File.Exists(Path.Combine(root, service, NameOf(day) + ".json")))
        {
            day = day.AddDays(1);
        }

        return NameOf(day);
    }

    private byte[] Sign(JsonObject document)
    {
        lock (gate)
        {
            return HeadDocument.Sign(document, key);
        }
    }

    /// <summary>Of replicas that do it at once one has done it.</summary>
    private static void Keep(string path, byte[] content)
    {
        try
        {
            PrivateFile.Create(path, content);
        }
        catch (IOException) when (File.Exists(path)) { }
    }
}
