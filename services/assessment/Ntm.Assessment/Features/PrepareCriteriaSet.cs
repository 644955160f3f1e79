using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>A table of criteria in the columns <c>code</c>, <c>text_vi</c>, <c>type</c>, <c>op</c>, <c>threshold</c>, <c>unit</c>,
/// <c>note</c>, <c>mark</c>, and where wanted <c>set</c>, <c>sex</c>, <c>applies</c>, <c>parts</c>, <c>level_group_1</c> to
/// <c>level_group_3</c>.</summary>
/// <param name="Name">File name, e.g. <c>bo-tieu-chi.xlsx</c>: <c>.csv</c> in UTF-8 or <c>.xlsx</c>, whose first sheet is read.</param>
/// <param name="Content">Bytes of the file in base64; at most 512 KB.</param>
public sealed record CriteriaFileUpload(string Name, string Content);

/// <summary>A criteria set that a province prepares, with its document.</summary>
/// <param name="Code">Code of the new set: capitals, digits and underscores, 3 to 40 characters.</param>
/// <param name="Province">Code of the province, e.g. <c>42</c>.</param>
/// <param name="Title">Title that it decides on, e.g. <c>xa-ntm</c> or <c>xa-ntm-hien-dai</c>.</param>
/// <param name="Name">Vietnamese name, 1 to 300 characters.</param>
/// <param name="DocumentNumber">Number of the province's document, 1 to 60 characters.</param>
/// <param name="DocumentDate">Date of the document, not in the future.</param>
/// <param name="ValidFrom">First legal day; dossiers opened since then are judged by it.</param>
/// <param name="ValidTo">Last legal day; null while open.</param>
/// <param name="Extends">Code of the national set that it extends, e.g. <c>XA_NTM_2026_2030</c>; null where it stands alone.</param>
/// <param name="File">The table.</param>
/// <example>
/// { "code": "HT_XA_NTM_2026", "province": "42", "title": "xa-ntm", "name": "Bộ tiêu chí xã nông thôn mới của tỉnh",
/// "documentNumber": "01/2026/QĐ-THU", "documentDate": "2026-03-01", "validFrom": "2026-03-15", "validTo": null,
/// "extends": "XA_NTM_2026_2030", "file": {"name": "bo-tieu-chi.csv", "content": "Y29kZSx0ZXh0X3Zp"} }
/// </example>
public sealed record PrepareCriteriaSetRequest(
    string Code,
    string Province,
    string Title,
    string Name,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string? Extends,
    CriteriaFileUpload File
)
{
    internal SetHeader ToHeader() =>
        new()
        {
            Title = Title,
            Name = Name.Trim(),
            DocumentNumber = DocumentNumber.Trim(),
            DocumentDate = DocumentDate,
            ValidFrom = ValidFrom,
            ValidTo = ValidTo,
            Extends = Extends,
        };
}

/// <summary><c>POST /assessment/criteria-sets</c>: an officer or appraiser of the province prepares a set of its own. It is kept with
/// its bad cells, but not published with any.</summary>
internal static class PrepareCriteriaSet
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/criteria-sets", HandleAsync).WithName(nameof(PrepareCriteriaSet));

    /// <summary>Prepares a criteria set of a province from a table; the answer names each bad cell and what differs from the set
    /// before.</summary>
    internal static async Task<Results<Created<CriteriaPreview>, ProblemHttpResult>> HandleAsync(
        PrepareCriteriaSetRequest request,
        ProvinceSetCommands commands,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpResponse response,
        TimeProvider clock,
        ILogger<ProvinceSet> log,
        CancellationToken cancellation
    )
    {
        if (AssessmentAccess.ToPrepareSet(caller, request.Province) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var table = SheetFile.Read(request.File.Name, request.File.Content);
        List<Error> errors = [.. PreparationCheck.Faults(request.Code, request.ToHeader(), clock.Today(), rules.FindSet), .. table.Errors];
        if (errors.Count > 0)
        {
            return errors.ToProblem();
        }

        if (rules.FindSet(request.Code) is not null || await db.ProvinceSets.AnyAsync(row => row.Code == request.Code, cancellation))
        {
            return ProvinceSetErrors.CodeTaken.ToProblem();
        }

        var set = new ProvinceSet
        {
            Code = request.Code,
            Province = request.Province,
            Header = request.ToHeader(),
        };
        set.Take(table.Value!.FileName, table.Value.Rows, caller, clock.GetUtcNow());
        db.ProvinceSets.Add(set);
        await db.SaveChangesAsync(cancellation);
        var preview = await commands.ShowAsync(set, caller, cancellation);
        log.CriteriaSetPrepared(set.Code, set.Province, set.Hash, preview.FaultCount);
        response.SetETag(set.Version);
        return TypedResults.Created($"/assessment/criteria-sets/{set.Code}/preview", preview);
    }
}
