using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Ntm.Audit;
using Ntm.Audit.Heads;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Assessments;

namespace Ntm.Host.Commands;

/// <summary>
/// <c>audit verify FILE…</c> proves exported audits without the platform, beside the exported heads and what the assessment service has
/// stored; <c>audit verify</c> alone proves everything that an installation has stored.
/// </summary>
internal static class AuditCommand
{
    private static readonly Argument<string[]> Files = new("tệp")
    {
        Description =
            "Tệp xuất từ GET /dossiers/{id}/audit hoặc /identity/audit, /assessment/audit, /planning/audit, /dossiers/audit, "
            + "/notifications/audit. Không nêu tệp nào: kiểm tra mọi cơ sở dữ liệu và tệp của hệ thống theo cấu hình",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Hash = new("--head")
    {
        Description = "Mã băm của mục cuối, biết từ nơi khác; để phát hiện phần đuôi bị cắt",
    };

    private static readonly Option<long?> Count = new("--count") { Description = "Số mục, biết từ nơi khác" };

    private static readonly Option<FileInfo?> Assessment = new("--assessment")
    {
        Description = "Tệp từ GET /assessment/self-assessments/{id}/proof; để phát hiện giá trị, minh chứng, phiếu hay kết quả bị sửa",
    };

    private static readonly Option<string?> Heads = new("--heads")
    {
        Description = "Thư mục các mốc đã ký (Audit:HeadsFolder) hoặc bản sao của nó; để phát hiện phần đuôi bị cắt hoặc chuỗi bị lập lại",
    };

    private static readonly Option<string[]> Keys = new("--key")
    {
        Description = "Tệp PEM chứa khóa công khai đã ký các mốc; nêu nhiều lần khi khóa từng được thay",
    };

    private static readonly Option<string?> Authority = new("--authority")
    {
        Description = "Tệp PEM chứa chứng thư gốc của tổ chức cấp dấu thời gian; để kiểm tra dấu thời gian của từng ngày",
    };

    public static Command Create()
    {
        var verify = new Command("verify", "Kiểm tra chuỗi nhật ký, và các bản ghi mà nó chứng thực")
        {
            Files,
            Hash,
            Count,
            Assessment,
            Heads,
            Keys,
            Authority,
        };
        verify.TreatUnmatchedTokensAsErrors = false;
        verify.SetAction(
            async (parsed, cancellation) =>
            {
                try
                {
                    var given = parsed.GetValue(Files) ?? [];
                    var files = given.Where(token => !token.StartsWith("--", StringComparison.Ordinal)).ToList();
                    var settings = given.Except(files).Concat(parsed.UnmatchedTokens);
                    var heads = HeadsOf(parsed);
                    return files.Count == 0
                        ? await CheckAsync([.. settings], heads, cancellation)
                        : files.Max(file => Verify(file, parsed, heads ?? ExportedHeads.None));
                }
                catch (Exception refusal) when (Startup.Explain(refusal) is { } words)
                {
                    await Console.Error.WriteLineAsync(words);
                    return 2;
                }
            }
        );
        return new Command("audit", "Nhật ký kiểm toán") { verify };
    }

    /// <summary>The heads that are named; null where none are.</summary>
    private static ExportedHeads? HeadsOf(ParseResult parsed)
    {
        if (parsed.GetValue(Heads) is not { } folder)
        {
            return null;
        }

        X509Certificate2Collection? roots = null;
        if (parsed.GetValue(Authority) is { } authority)
        {
            roots = [];
            roots.ImportFromPemFile(authority);
        }

        return ExportedHeads.Read(folder, [.. (parsed.GetValue(Keys) ?? []).Select(KeyFile.LoadPublic)], roots);
    }

    /// <summary>Everything that is stored. The single process must not run meanwhile.</summary>
    private static async Task<int> CheckAsync(string[] settings, ExportedHeads? heads, CancellationToken cancellation)
    {
        var (builder, options) = PlatformHost.Configure(settings);
        using var only = DataFolderLock.Take(options.DataFolder);
        await using var app = PlatformHost.Build(builder);
        return heads is null
            ? await InstallationCheck.RunAsync(app.Services, Console.Out, cancellation)
            : await InstallationCheck.RunAsync(app.Services, heads, Console.Out, cancellation);
    }

    private static int Verify(string file, ParseResult parsed, ExportedHeads heads)
    {
        var assessment = parsed.GetValue(Assessment);
        if (new[] { new FileInfo(file), assessment }.FirstOrDefault(given => given is { Exists: false }) is { } absent)
        {
            Console.Error.WriteLine($"Không có tệp {absent.FullName}.");
            return 2;
        }

        using var stream = File.OpenRead(file);
        using var stored = assessment?.OpenRead();
        var result = AuditVerifier.Verify(
            stream,
            parsed.GetValue(Count),
            parsed.GetValue(Hash),
            BoundContent.In(stored),
            PartNames.Of,
            heads.Of
        );
        foreach (var fault in heads.Faults)
        {
            Console.Error.WriteLine(fault);
        }

        if (result.Verified)
        {
            Console.WriteLine($"Nhật ký {result.Chain} nguyên vẹn: {result.VerifiedEntries} mục, mã băm cuối {result.HeadHash}.");
            return heads.Faults.Count == 0 ? 0 : 1;
        }

        Console.Error.WriteLine($"Nhật ký KHÔNG nguyên vẹn{(result.BrokenAt is { } place ? $" từ mục {place}" : "")}: {result.Reason}");
        return 1;
    }
}
