using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>A table in place of the one before.</summary>
/// <example>{ "file": {"name": "bo-tieu-chi.csv", "content": "Y29kZSx0ZXh0X3Zp"} }</example>
public sealed record ReplaceCriteriaContentRequest
{
    /// <summary>The table.</summary>
    public required CriteriaFileUpload File { get; init; }
}

/// <summary><c>PUT /assessment/criteria-sets/{code}/content</c>: an officer or appraiser of the province sends the table anew.</summary>
internal static class ReplaceCriteriaContent
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/criteria-sets/{code}/content", HandleAsync).WithName(nameof(ReplaceCriteriaContent));

    /// <summary>Puts a table in place of the one before, while the set is a draft.</summary>
    internal static async Task<Results<Ok<CriteriaPreview>, ProblemHttpResult>> HandleAsync(
        string code,
        ReplaceCriteriaContentRequest request,
        AssessmentCommands commands,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<ProvinceSet> log,
        CancellationToken cancellation
    )
    {
        var answer = await commands.ActAsync(
            commands.ProvinceSet(code, caller, AssessmentAccess.ToChangeSet),
            http,
            set => Task.FromResult(Take(set, request.File, caller, clock.GetUtcNow())),
            cancellation
        );
        if (answer.Result is Ok<CriteriaPreview> { Value: { } preview })
        {
            log.CriteriaSetPrepared(preview.Code, preview.Province, preview.Sha256, preview.FaultCount);
        }

        return answer;
    }

    private static Result Take(ProvinceSet set, CriteriaFileUpload file, Caller caller, DateTimeOffset at)
    {
        var table = SheetFile.Read(file.Name, file.Content);
        if (!table.Refused)
        {
            set.Take(table.Value.FileName, table.Value.Rows, caller, at);
        }

        return table;
    }
}
