using System.CommandLine;
using Ntm.Audit;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Assessments;

namespace Ntm.Host.Commands;

/// <summary>Proves an exported audit without the platform: <c>audit verify FILE</c>, and beside what the
/// assessment service has stored.</summary>
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
        var assessment = new Option<FileInfo?>("--assessment")
        {
            Description = "Tệp từ GET /assessment/self-assessments/{id}/proof; để phát hiện giá trị, minh chứng, phiếu hay kết quả bị sửa",
        };
        var verify = new Command("verify", "Kiểm tra chuỗi nhật ký, và các bản ghi mà nó chứng thực") { file, hash, count, assessment };
        verify.SetAction(parsed =>
            Verify(parsed.GetValue(file)!, parsed.GetValue(count), parsed.GetValue(hash), parsed.GetValue(assessment))
        );
        return new Command("audit", "Nhật ký kiểm toán") { verify };
    }

    private static int Verify(FileInfo file, long? count, string? hash, FileInfo? assessment)
    {
        if (new[] { file, assessment }.FirstOrDefault(given => given is { Exists: false }) is { } absent)
        {
            Console.Error.WriteLine($"Không có tệp {absent.FullName}.");
            return 2;
        }

        using var stream = file.OpenRead();
        using var stored = assessment?.OpenRead();
        var result = AuditVerifier.Verify(stream, count, hash, BoundContent.In(stored), PartNames.Of);
        if (result.Verified)
        {
            Console.WriteLine($"Nhật ký {result.Chain} nguyên vẹn: {result.VerifiedEntries} mục, mã băm cuối {result.HeadHash}.");
            return 0;
        }

        Console.Error.WriteLine($"Nhật ký KHÔNG nguyên vẹn{(result.BrokenAt is { } place ? $" từ mục {place}" : "")}: {result.Reason}");
        return 1;
    }
}
