using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Audit.Heads;
using Ntm.Web;

namespace Ntm.Audit;

/// <summary>
/// Holds everything that the services of this process have stored against their audit, the audit against the exported heads, and what
/// several services hold against each other. Changes nothing.
/// </summary>
/// <param name="services">The process, which need not run.</param>
/// <param name="heads">The heads that were exported.</param>
public sealed class InstallationCheck(IServiceProvider services, ExportedHeads heads)
{
    private readonly List<string> findings = [.. heads.Faults];

    /// <summary>The verb <c>verify-audit</c>, with the heads and keys of the settings. Returns 1 when something is not as it was
    /// written.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var options = services.GetRequiredService<IOptions<AuditOptions>>().Value;
        List<ECDsa> keys = [.. options.FormerKeys.Append(options.KeyPath).Select(KeyFile.LoadPublic)];
        var roots = options.TimestampAuthority.Length == 0 ? null : new X509Certificate2Collection();
        roots?.ImportFromPemFile(options.TimestampCertificates);
        var exported = ExportedHeads.Read(options.HeadsFolder, keys, roots);
        keys.ForEach(key => key.Dispose());
        return await RunAsync(services, exported, output, cancellation);
    }

    /// <summary>The same with other heads.</summary>
    public static async Task<int> RunAsync(
        IServiceProvider services,
        ExportedHeads heads,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        var findings = await new InstallationCheck(services, heads).FindAsync(cancellation);
        foreach (var finding in findings)
        {
            await output.WriteLineAsync(finding);
        }

        if (findings.Count > 0)
        {
            var count = string.Create(CultureInfo.InvariantCulture, $"{findings.Count} findings");
            services.GetRequiredService<SecurityLog>().Write(SecurityEvent.AuditBroken, count, null, "installation");
        }

        await output.WriteLineAsync(
            findings.Count == 0 ? "Nhật ký và dữ liệu nguyên vẹn." : $"Nhật ký hoặc dữ liệu KHÔNG nguyên vẹn: {findings.Count} sai lệch."
        );
        return findings.Count == 0 ? 0 : 1;
    }

    /// <summary>Everything that is not as it was written, in Vietnamese.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var sources = scope.ServiceProvider.GetServices<IAuditSource>().ToList();
        var proofs = await ProofsAsync(sources, cancellation);
        foreach (var source in sources)
        {
            await CheckChainsAsync(source, proofs, cancellation);
        }

        await CheckSharedAsync(sources, cancellation);
        foreach (var source in sources)
        {
            await GuardAsync(
                source,
                async () =>
                {
                    await foreach (var fault in source.FaultsAsync(cancellation))
                    {
                        findings.Add($"{source.Service}: {fault}");
                    }
                }
            );
        }

        return findings;
    }

    private async Task<Dictionary<string, byte[]>?> ProofsAsync(IEnumerable<IAuditSource> sources, CancellationToken cancellation)
    {
        Dictionary<string, byte[]>? proofs = null;
        foreach (var source in sources)
        {
            await GuardAsync(
                source,
                async () =>
                {
                    foreach (var (chain, proof) in await source.ProofsAsync(cancellation) ?? new Dictionary<string, byte[]>())
                    {
                        (proofs ??= [])[chain] = proof;
                    }
                }
            );
        }

        return proofs;
    }

    private async Task CheckChainsAsync(IAuditSource source, Dictionary<string, byte[]>? proofs, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var all = await GuardAsync(
            source,
            async () =>
            {
                await foreach (var chain in source.ChainsAsync(cancellation))
                {
                    seen.Add(chain.Name);
                    Verify(chain, proofs);
                }
            }
        );
        if (all)
        {
            findings.AddRange(
                heads
                    .ChainsOf(source.Service)
                    .Where(chain => !seen.Contains(chain))
                    .Select(chain => $"{chain}: không còn trong cơ sở dữ liệu, dù đã có mốc được ký.")
            );
        }
    }

    private void Verify(StoredChain chain, Dictionary<string, byte[]>? proofs)
    {
        using var export = new MemoryStream(chain.Export);
        var beside = proofs is null ? null : chain.Beside?.Invoke(proofs.GetValueOrDefault(chain.Name));
        var found = AuditVerifier.Verify(export, beside: beside, nameOf: chain.NameOf, known: heads.Of);
        if (!found.Verified)
        {
            findings.Add($"{chain.Name}: {found.Reason}");
        }
    }

    private async Task CheckSharedAsync(IEnumerable<IAuditSource> sources, CancellationToken cancellation)
    {
        var held = new List<(string Service, SharedRows Rows)>();
        foreach (var source in sources)
        {
            await GuardAsync(
                source,
                async () => held.AddRange((await source.SharedAsync(cancellation)).Select(rows => (source.Service, rows)))
            );
        }

        foreach (var (owner, own) in held.Where(one => one.Rows.Own))
        {
            var truth = own.Rows.ToDictionary(row => row.Key, row => row.Content, StringComparer.Ordinal);
            foreach (var (service, copies) in held.Where(one => !one.Rows.Own && one.Rows.Kind == own.Kind))
            {
                findings.AddRange(Differences(truth, copies, own.Complete).Select(what => $"{service}: {what} so với dịch vụ {owner}."));
            }
        }
    }

    private static IEnumerable<string> Differences(Dictionary<string, string> truth, SharedRows copies, bool complete)
    {
        foreach (var copy in copies.Rows)
        {
            if (truth.GetValueOrDefault(copy.Key) != copy.Content)
            {
                yield return truth.ContainsKey(copy.Key) ? $"{copy.Key} khác" : $"{copy.Key} thừa";
            }
        }

        var kept = copies.Rows.Select(copy => copy.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in complete && copies.Complete ? truth.Keys.Where(key => !kept.Contains(key)) : [])
        {
            yield return $"{key} thiếu";
        }
    }

    /// <summary>What cannot be read is a finding, and the rest is checked all the same.</summary>
    private async Task<bool> GuardAsync(IAuditSource source, Func<Task> check)
    {
        try
        {
            await check();
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            findings.Add($"{source.Service}: không đọc được dữ liệu: {failure.GetBaseException().Message}");
            return false;
        }
    }
}
