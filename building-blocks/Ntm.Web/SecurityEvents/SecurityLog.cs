using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Ntm.Web;

/// <summary>
/// Logs security events in one category and one form: what, who, where, on what, why. It takes ids, codes and templates of routes, never
/// what somebody typed; a control character in any of them is written as its code.
/// </summary>
public sealed class SecurityLog(ILoggerFactory loggers)
{
    /// <summary>Category of the log.</summary>
    public const string Category = "Ntm.Security";

    private const int LongestText = 200;
    private const int MostQuiet = 10_000;

    /// <summary>Who runs against a limit does so many times a second, and one line says it.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly ILogger log = loggers.CreateLogger(Category);
    private readonly ConcurrentDictionary<string, long> quiet = new(StringComparer.Ordinal);

    /// <summary>Writes an event of a request, or of the platform itself where there is none.</summary>
    /// <param name="what">The kind.</param>
    /// <param name="why">A code, or the name of the act.</param>
    /// <param name="http">The request.</param>
    /// <param name="target">Id or hash of what it is about; null for the ids in the address.</param>
    public void Write(SecurityEvent what, string why, HttpContext? http, string? target = null)
    {
        var caller = http is null ? null : Caller.From(http.User);
        Write(what, why, http, caller?.Subject, caller?.Grants.Select(grant => grant.UnitPath).FirstOrDefault(), target);
    }

    /// <summary>Writes an event of a caller who is known otherwise than by the user of the request.</summary>
    /// <param name="what">The kind.</param>
    /// <param name="why">A code, or the name of the act.</param>
    /// <param name="http">The request.</param>
    /// <param name="who">Account, program or address.</param>
    /// <param name="unit">Path of the caller's unit.</param>
    /// <param name="target">Id or hash of what it is about; null for the ids in the address.</param>
    public void Write(SecurityEvent what, string why, HttpContext? http, string? who, string? unit, string? target)
    {
        who = string.IsNullOrEmpty(who) ? Nobody(http) : who;
        if (!log.IsEnabled(what.Level) || (what == SecurityEvent.LimitReached && !IsDue(who)))
        {
            return;
        }

        KeyValuePair<string, object?>[] state =
        [
            new("Event", what.Name),
            new("Who", Encode(who)),
            new("Unit", Encode(unit ?? "-")),
            new("Where", Encode(http is null ? "-" : PlaceOf(http))),
            new("Target", Encode(target ?? TargetOf(http))),
            new("Why", Encode(why)),
            new("Trace", Encode(Activity.Current?.TraceId.ToString() ?? http?.TraceIdentifier ?? "-")),
            new("{OriginalFormat}", "Security {Event}: who {Who}, unit {Unit}, where {Where}, target {Target}, why {Why}, trace {Trace}"),
        ];
        log.Log(what.Level, new EventId(what.Id, what.Name), state, null, static (fields, _) => Text(fields));
    }

    /// <summary>The text with nothing in it that ends a line or steers a terminal, and not too long.</summary>
    public static string Encode(string text)
    {
        var kept = text.Length > LongestText ? text[..LongestText] : text;
        if (!kept.Any(IsUnsafe))
        {
            return kept;
        }

        var encoded = new StringBuilder();
        foreach (var letter in kept)
        {
            _ = IsUnsafe(letter) ? encoded.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}") : encoded.Append(letter);
        }

        return encoded.ToString();
    }

    private static string Text(KeyValuePair<string, object?>[] fields) =>
        $"Security {fields[0].Value}: who {fields[1].Value}, unit {fields[2].Value}, where {fields[3].Value}, target {fields[4].Value}, "
        + $"why {fields[5].Value}, trace {fields[6].Value}";

    private static bool IsUnsafe(char letter) =>
        char.GetUnicodeCategory(letter)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private bool IsDue(string who)
    {
        var now = Stopwatch.GetTimestamp();
        if (quiet.TryGetValue(who, out var before) && Stopwatch.GetElapsedTime(before, now) < Quiet)
        {
            return false;
        }

        if (quiet.Count >= MostQuiet)
        {
            quiet.Clear();
        }

        quiet[who] = now;
        return true;
    }

    private static string Nobody(HttpContext? http) => http is null ? "platform" : "anonymous";

    /// <summary>The template of the route and not the address, in which anything may stand.</summary>
    private static string PlaceOf(HttpContext http) =>
        $"{Method(http.Request.Method)} {(RequestWatch.EndpointOf(http) as RouteEndpoint)?.RoutePattern.RawText ?? "-"}";

    private static string Method(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? method : "other";

    /// <summary>The ids and hashes in the address; other parts of it may be anything.</summary>
    private static string TargetOf(HttpContext? http)
    {
        var ids = (http?.Request.RouteValues.Values ?? []).Select(value => value as string).OfType<string>().Where(IsId);
        return string.Join('/', ids) is { Length: > 0 } target ? target : "-";
    }

    private static bool IsId(string text) =>
        Guid.TryParse(text, out _)
        || (text.Length is > 0 and <= 10 && text.All(char.IsAsciiDigit))
        || (text.Length == 64 && text.All(char.IsAsciiHexDigitLower));
}
