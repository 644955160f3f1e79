using System.Collections.Concurrent;
using System.Text.Json;

namespace Ntm.Gateway.Tests.Access;

/// <summary>A text that only some may read.</summary>
/// <param name="Text">What is looked for in every answer.</param>
/// <param name="Name">What it is.</param>
/// <param name="Knows">Who may read it.</param>
internal sealed record Marker(string Text, string Name, Func<KindOfCaller, bool> Knows)
{
    public bool IsIn(string answer) => answer.Contains(Text, StringComparison.Ordinal);
}

/// <summary>Endpoint × caller × subject: the requests, and where what came is not what the table says.</summary>
internal static class Matrix
{
    private const int AtOnce = 8;

    /// <summary>Every request that the table calls for.</summary>
    public static IReadOnlyList<Ask> Asks(Scene scene) =>
        [
            .. EndpointRow.All.SelectMany(row =>
            {
                var door = Door.Of(row);
                return SubjectsOf(row, scene.Subjects[door.Subjects])
                    .SelectMany(
                        (about, place) =>
                            Callers
                                .All.Where(caller => IsAsked(row, about, place, caller))
                                .Select(caller => new Ask(row, door, about, caller))
                    );
            }),
        ];

    /// <summary>Sends the requests and compares each answer; returns the mismatches, a line each.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Scene scene, IEnumerable<Ask> asks)
    {
        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            asks.Where(ask => ask.IsSent),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (ask, cancellation) =>
            {
                using var request = ask.Request(scene.TokenOf(ask.Caller));
                using var answer = await scene.Http.SendAsync(request, cancellation);
                var text = await answer.Content.ReadAsStringAsync(cancellation);
                foreach (var fault in FaultsOf(ask, (int)answer.StatusCode, text))
                {
                    faults.Add(fault);
                }
            }
        );
        return [.. faults.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> FaultsOf(Ask ask, int status, string text)
    {
        var (expected, code) = (ask.Expected, CodeOf(status, text));
        var unread = expected.Status is null && !ask.IsLoose && code?.StartsWith("request.invalid", StringComparison.Ordinal) == true;
        if (unread || !expected.IsMetBy(status, code, ask.Door))
        {
            yield return $"{ask} wanted: {expected}, got: {status} {code}{(unread ? " (the request does not fit the endpoint)" : "")}";
        }

        foreach (var marker in Markers.All.Where(marker => marker.IsIn(text) && !marker.Knows(ask.Caller)))
        {
            yield return $"{ask} leaks: {marker.Name}";
        }
    }

    /// <summary>Stages are asked about where the act fits, and where the stage is not open or not there.</summary>
    private static IEnumerable<Subject> SubjectsOf(EndpointRow row, IReadOnlyList<Subject> subjects) =>
        row.Pattern.Contains("/stages/{stage}/", StringComparison.Ordinal) && Stages.Fitting(row) is { } fitting
            ? subjects.Where(about => !about.Exists || fitting.Contains(about.Name))
            : subjects;

    /// <summary>
    /// Whose answer does not depend on the subject asks once; what is open to all, a stranger alone asks; what does not exist, one caller
    /// of each kind; of accounts beyond the first, those who administer some.
    /// </summary>
    private static bool IsAsked(EndpointRow row, Subject about, int place, KindOfCaller caller) =>
        row.Who == "anyone" ? !caller.SignedIn
        : place > 0 && caller.IsRefusedAtOnce(row) ? false
        : !about.Exists ? caller.StandsForHisKind
        : place == 0
            || !row.Pattern.StartsWith("/identity/accounts/{", StringComparison.Ordinal)
            || caller.Holdings.Any(one => one.Role == "administrator");

    private static string? CodeOf(int status, string text)
    {
        if (status < 400 || text.Length == 0 || text[0] != '{')
        {
            return null;
        }

        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
