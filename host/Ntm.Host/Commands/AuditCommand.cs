using System.CommandLine;
using Ntm.Audit;

namespace Ntm.Host.Commands;

/// <summary>Proves an exported audit without the platform: <c>audit verify FILE</c>.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("tệp")
        {
            Description = "Tệp xuất từ GET /dossiers/{id}/audit, /identity/audit hoặc /assessment/audit",
        };
        var hash = new Option<string?>("--head") { Description = "Mã băm của mục cuối, biết từ nơi khác; để phát hiện phần đuôi bị cắt" };
        var count = new Option<long?>("--count") { Description = "Số mục, biết từ nơi khác" };
        var verify = new Command("verify", "Kiểm tra chuỗi nhật ký, và các bản ghi mà nó chứng thực") { file, hash, count };
        verify.SetAction(parsed => Verify(parsed.GetValue(file)!, parsed.GetValue(count), parsed.GetValue(hash)));
        return new Command("audit", "Nhật ký kiểm toán") { verify };
    }

    private static int Verify(FileInfo file, long? count, string? hash)
    {
        if (!file.Exists)
        {
            Console.Error.WriteLine($"Không có tệp {file.FullName}.");
            return 2;
        }

        using var stream = file.OpenRead();
        var result = AuditVerifier.Verify(stream, count, hash);
        if (result.Verified)
        {
            Console.WriteLine($"Nhật ký {result.Chain} nguyên vẹn: {result.VerifiedEntries} mục, mã băm cuối {result.HeadHash}.");
            return 0;
        }

        Console.Error.WriteLine($"Nhật ký KHÔNG nguyên vẹn{(result.BrokenAt is { } place ? $" từ mục {place}" : "")}: {result.Reason}");
        return 1;
    }
}
