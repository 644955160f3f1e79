using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.ModelSites;

namespace Ntm.Planning.Features.ModelSites;

/// <summary>The document of recognition.</summary>
/// <example>{ "documentNumber": "45/QĐ-UBND", "day": "2023-06-20" }</example>
public sealed record RecogniseModelSiteRequest
{
    /// <summary>Number of the document.</summary>
    [Text(60)]
    public required string DocumentNumber { get; init; }

    /// <summary>Its legal day, not in the future.</summary>
    public required DateOnly Day { get; init; }
}

/// <summary><c>POST /planning/model-sites/{id}/recognition</c>: a leader of the commune notes the decision.</summary>
internal static class RecogniseModelSite
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/model-sites/{id:guid}/recognition", HandleAsync).WithName(nameof(RecogniseModelSite));

    /// <summary>Notes the numbered document that recognises what has reached its criteria.</summary>
    internal static Task<Results<Ok<ModelSiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RecogniseModelSiteRequest request,
        ModelSiteCommands sites,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        sites.ByLeaderAsync(
            id,
            caller,
            http,
            (row, act) =>
                Task.FromResult(
                    request.Day > act.Day ? ModelSiteErrors.DayInFuture : row.Recognise(request.DocumentNumber, request.Day, act)
                ),
            cancellation
        );
}
