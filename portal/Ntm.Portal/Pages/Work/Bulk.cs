using Microsoft.AspNetCore.Http;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Work;

/// <summary>A ticked piece of work.</summary>
/// <param name="Dossier">Dossier.</param>
/// <param name="Stage">Its open stage.</param>
/// <param name="Department">Department whose share it is; empty where the stage is not divided.</param>
/// <param name="Label">What the list called it.</param>
public sealed record Ticked(Guid Dossier, string Stage, string Department, string Label)
{
    /// <summary>Most that are done at once.</summary>
    public const int Most = 500;

    /// <summary>As the list's tick box carries it.</summary>
    public string Value => string.Join('|', Dossier, Stage, Department, Label);

    internal static Ticked Of(InboxRow row) => new(row.DossierId, row.Stage, row.Department ?? "", $"{row.UnitName} · {row.StageTitle}");

    /// <summary>The ticked rows of the form that was sent.</summary>
    internal static List<Ticked> In(Visit visit) =>
        [.. visit.Form!["viec"].OfType<string>().Select(Read).OfType<Ticked>().DistinctBy(row => row with { Label = "" }).Take(Most)];

    /// <summary>Address of something about the stage, at the department's share.</summary>
    internal string Address(string what) =>
        $"/dossiers/{Dossier}/stages/{Uri.EscapeDataString(Stage)}/{what}"
        + (Department.Length == 0 ? "" : "?department=" + Uri.EscapeDataString(Department));

    private static Ticked? Read(string value) =>
        value.Split('|', 4) is [var id, var stage, var department, var label] && Guid.TryParse(id, out var dossier)
            ? new Ticked(dossier, stage, department, label)
            : null;
}

/// <summary>What became of one of many.</summary>
/// <param name="Row">The piece of work.</param>
/// <param name="Problem">Why it was not done; null when it was.</param>
public sealed record BulkResult(Ticked Row, ApiProblem? Problem);

/// <summary>Many requests one after the other, at the pace that the platform takes them.</summary>
internal static class Bulk
{
    private const int MostTries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Sends one; asked to come back later it does.</summary>
    /// <returns>Why it was not done; null when it was.</returns>
    public static async Task<ApiProblem?> SendAsync(Visit visit, TimeProvider clock, string method, string address, object? body = null)
    {
        for (var tries = 1; ; tries++)
        {
            var problem = (await visit.SendAsync<object>(method, address, body)).Problem;
            if (problem?.Status != StatusCodes.Status429TooManyRequests || tries == MostTries)
            {
                return problem;
            }

            await Task.Delay(Pause, clock, visit.Http.RequestAborted);
        }
    }
}
