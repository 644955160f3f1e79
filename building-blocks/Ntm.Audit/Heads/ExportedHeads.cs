using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Ntm.Audit.Heads;

/// <summary>The heads of a folder, read and verified with public keys alone; and what is wrong with the folder itself.</summary>
public sealed class ExportedHeads
{
    private readonly Dictionary<string, (string Service, List<AuditHead> Heads)> chains = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];
    private string root = "";

    /// <summary>No heads at all.</summary>
    public static readonly ExportedHeads None = new();

    /// <summary>What is wrong with the folder, in Vietnamese.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Every head of a chain that was exported, in no order.</summary>
    public IReadOnlyCollection<AuditHead> Of(string chain) => chains.TryGetValue(chain, out var known) ? known.Heads : [];

    /// <summary>Names of the chains whose heads a service exported.</summary>
    public IEnumerable<string> ChainsOf(string service) => chains.Where(chain => chain.Value.Service == service).Select(chain => chain.Key);

    /// <summary>Reads a folder of <see cref="AuditOptions.HeadsFolder"/>, or a copy of it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="keys">Public keys that may have signed.</param>
    /// <param name="roots">Certificates that the timestamps of the days must lead to; null where nobody stamps.</param>
    public static ExportedHeads Read(string folder, IReadOnlyList<ECDsa> keys, X509Certificate2Collection? roots)
    {
        var read = new ExportedHeads { root = folder };
        if (!Directory.Exists(folder))
        {
            read.faults.Add($"Không có thư mục mốc nhật ký {folder}.");
            return read;
        }

        foreach (var service in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var days = Directory
                .GetDirectories(service)
                .Concat(Directory.GetFiles(service, "*.json").Select(list => list[..^".json".Length]));
            foreach (var day in days.Distinct().Order(StringComparer.Ordinal))
            {
                read.ReadDay(day, keys, roots);
            }
        }

        return read;
    }

    private void ReadDay(string folder, IReadOnlyList<ECDsa> keys, X509Certificate2Collection? roots)
    {
        var files = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : []).ToDictionary(
            file => Path.GetFileName(file),
            file => File.ReadAllBytes(file)
        );
        foreach (var (name, bytes) in files)
        {
            if (HeadDocument.Read(bytes, HeadDocument.Heads, keys) is { } document)
            {
                Take(document);
            }
            else
            {
                Fault(Path.Combine(folder, name), "không do khóa của hệ thống ký hoặc đã bị sửa");
            }
        }

        if (File.Exists(folder + ".json"))
        {
            CheckList(folder, files, keys, roots);
        }
    }

    private void CheckList(string folder, Dictionary<string, byte[]> files, IReadOnlyList<ECDsa> keys, X509Certificate2Collection? roots)
    {
        var (path, bytes) = (folder + ".json", File.ReadAllBytes(folder + ".json"));
        if (HeadDocument.Read(bytes, HeadDocument.Day, keys) is not { } list)
        {
            Fault(path, "không do khóa của hệ thống ký hoặc đã bị sửa");
            return;
        }

        var listed = list["files"]!.AsArray().ToDictionary(file => (string)file!["name"]!, file => (string)file!["sha256"]!);
        foreach (var name in listed.Keys.Where(name => !files.ContainsKey(name)))
        {
            Fault(Path.Combine(folder, name), "đã bị xóa");
        }

        foreach (var (name, content) in files.Where(file => listed.GetValueOrDefault(file.Key) != HeadFolder.HashOf(file.Value)))
        {
            Fault(Path.Combine(folder, name), listed.ContainsKey(name) ? "khác với danh sách của ngày" : "được thêm sau khi ngày đã khép");
        }

        var stamp = HeadFolder.StampOf(path);
        if (roots is not null && (!File.Exists(stamp) || Timestamp.Of(File.ReadAllBytes(stamp), bytes, roots) is null))
        {
            Fault(stamp, File.Exists(stamp) ? "không chứng thực danh sách của ngày" : "chưa có dấu thời gian");
        }
    }

    private void Take(JsonObject document)
    {
        var service = (string)document["service"]!;
        foreach (var head in document["heads"]!.AsArray())
        {
            var chain = (string)head!["chain"]!;
            if (!chains.TryGetValue(chain, out var known))
            {
                chains[chain] = known = (service, []);
            }

            known.Heads.Add(new AuditHead((long)head["sequence"]!, (string)head["hash"]!));
        }
    }

    private void Fault(string path, string what) => faults.Add($"Tệp mốc nhật ký {Path.GetRelativePath(root, path)} {what}.");
}
