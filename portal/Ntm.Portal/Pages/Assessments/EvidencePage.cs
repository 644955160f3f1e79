using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;

namespace Ntm.Portal.Pages.Assessments;

/// <summary>Evidence (minh chứng) of an indicator: put in, taken out, shown beside its figure, read.</summary>
internal static class EvidencePage
{
    /// <summary>Kinds of files that an indicator takes.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["Pdf", "Jpeg", "Png", "Docx", "Xlsx"];

    private static ApiProblem Unknown =>
        new(
            404,
            "portal.evidence_not_found",
            T("Không có minh chứng này"),
            T("Tệp có thể đã bị bỏ khỏi chỉ tiêu. Mở lại trang số liệu để xem những tệp đang có."),
            []
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/ho-so/{id:guid}/minh-chung/{code}", UploadAsync).WithMetadata(new UploadSize(), new TakesPieces());
        routes.MapPost("/ho-so/{id:guid}/minh-chung/{code}/{hash}/bo", RemoveAsync);
        routes.MapGet("/ho-so/{id:guid}/minh-chung/{hash}", DownloadAsync);
        routes.MapGet("/ho-so/{id:guid}/minh-chung/{hash}/tep", FileAsync);
        routes.MapGet("/ho-so/{id:guid}/minh-chung/{code}/{hash}", ShowAsync);
    }

    internal static async Task<IResult> UploadAsync(Visit visit, Guid id, string code)
    {
        if (PieceUploads.IsPiece(visit.Http))
        {
            return await PieceUploads.BeginAsync(visit, Address(id, code));
        }

        var problem = await Transfer.SendAsync<SelfAssessmentRecord>(visit, Address(id, code));
        return problem is null ? Visit.Go(Back(id, code, "tep")) : visit.Refuse(problem);
    }

    internal static async Task<IResult> RemoveAsync(Visit visit, Guid id, string code, string hash)
    {
        var removed = await visit.SendAsync<SelfAssessmentRecord>("DELETE", $"{Address(id, code)}/{Uri.EscapeDataString(hash)}", null);
        return removed.Problem is { } problem ? visit.Refuse(problem) : Visit.Go(Back(id, code, "bo-tep"));
    }

    internal static Task<IResult> DownloadAsync(Visit visit, Guid id, string hash) =>
        Transfer.PassAsync(visit, $"/assessment/self-assessments/{id}/evidence/{Uri.EscapeDataString(hash)}");

    internal static Task<IResult> FileAsync(Visit visit, Guid id, string hash) =>
        Transfer.ShowAsync(visit, $"/assessment/self-assessments/{id}/evidence/{Uri.EscapeDataString(hash)}");

    /// <summary>The file beside its figure, its threshold, its verdict and what was said of it before.</summary>
    internal static async Task<IResult> ShowAsync(Visit visit, Guid id, string code, string hash)
    {
        var dossier = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        var assessment = await visit.GetAsync<SelfAssessmentRecord>($"/assessment/self-assessments/{id}");
        if (dossier.Value is null || assessment.Value is null)
        {
            return visit.Refuse(dossier.Problem ?? assessment.Problem!);
        }

        var indicators = assessment.Value.Criteria.SelectMany(criterion => criterion.Indicators).ToList();
        if (indicators.Find(one => one.Code == code) is not { } indicator || indicator.Evidence.All(file => file.Hash != hash))
        {
            return visit.Refuse(Unknown);
        }

        PageSecurity.LetEmbed(visit.Http);
        return visit.Show<EvidenceView>(
            new
            {
                Dossier = dossier.Value,
                Indicator = indicator,
                Hash = hash,
                All = indicators.SelectMany(one => one.Evidence.Select(file => new PlacedEvidence(one.Code, file))).ToList(),
                Changes = await ReturnChanges.ReadAsync(
                    visit,
                    dossier.Value,
                    dossier.Value.Returned.Select(item => item.Stage),
                    assessment.Value
                ),
            }
        );
    }

    private static string Address(Guid id, string code) =>
        $"/assessment/self-assessments/{id}/indicators/{Uri.EscapeDataString(code)}/evidence";

    /// <summary>The indicator, where it is said what was done to it.</summary>
    private static string Back(Guid id, string code, string done)
    {
        var place = Uri.EscapeDataString(code);
        return $"/ho-so/{id}/tu-danh-gia?xong={done}&muc={place}#chi-tieu-{place}";
    }
}

/// <summary>A file of evidence under its indicator.</summary>
public sealed record PlacedEvidence(string Code, EvidenceRecord File);
