using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary><c>/ho-so/{id}/giay-tiep-nhan/{number}</c>: the receipt of a submission, to print and, signed, to keep as a file.</summary>
internal static class ReceiptPage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static ApiProblem Unknown =>
        new(
            404,
            "portal.receipt_not_found",
            T("Không có giấy tiếp nhận này"),
            T("Hồ sơ không có giấy tiếp nhận mang số này. Mở lại hồ sơ để xem các giấy đã cấp."),
            []
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/ho-so/{id:guid}/giay-tiep-nhan/{number}", ShowAsync);
        routes.MapGet("/ho-so/{id:guid}/giay-tiep-nhan/{number}/tep", DownloadAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id, string number)
    {
        var (dossier, receipt, problem) = await FindAsync(visit, id, number);
        return problem is null ? visit.Show<ReceiptView>(new { Dossier = dossier!, Receipt = receipt! }) : visit.Refuse(problem);
    }

    /// <summary>What was signed, as it was signed; the name of the person is not in it.</summary>
    internal static async Task<IResult> DownloadAsync(Visit visit, Guid id, string number)
    {
        var (_, receipt, problem) = await FindAsync(visit, id, number);
        if (problem is not null)
        {
            return visit.Refuse(problem);
        }

        var signed = new
        {
            receipt!.Number,
            receipt.DossierId,
            receipt.Stage,
            receipt.SubmittedAt,
            receipt.SubmittedBy,
            receipt.ContentHash,
            receipt.KeyId,
            receipt.Signature,
        };
        return TypedResults.Bytes(JsonSerializer.SerializeToUtf8Bytes(signed, Json), "application/json", $"{receipt.Number}.json");
    }

    private static async Task<(DossierRecord? Dossier, ReceiptRecord? Receipt, ApiProblem? Problem)> FindAsync(
        Visit visit,
        Guid id,
        string number
    )
    {
        var found = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        var receipt = found.Value?.Receipts.FirstOrDefault(one => one.Number == number);
        return (found.Value, receipt, found.Problem ?? (receipt is null ? Unknown : null));
    }
}
