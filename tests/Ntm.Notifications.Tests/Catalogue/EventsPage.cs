using System.Text.Json.Nodes;
using Ntm.Notifications.Domain.Status;
using Ntm.Notifications.Features.Catalogue;

namespace Ntm.Notifications.Tests.Catalogue;

/// <summary>The page about the status events that people read, made of the schemas and the examples.</summary>
internal static class EventsPage
{
    private const string Head = """
        # Status events

        What happens to dossiers and plans, as [CloudEvents 1.0](https://cloudevents.io) JSON, for other systems. A test makes this page of
        the catalogue that the events are made of (Domain/Status of the notifications service); the examples are what the tests received.
        Why it is so: [decision 038](decisions/038-public-events-beside-the-internal-ones.md). The same for programs: AsyncAPI 3 at
        `GET /notifications/asyncapi.json`, each schema at `GET /notifications/schemas/{type}/v1`; both are open.

        ## What to rely on
        - An event comes at least once. Skip an `id` that you have had.
        - `sequence` counts the events of a dossier from 1 without gaps. A gap means that you missed one: read
          `GET /notifications/events?dossierId=…`, and where the feed begins later (events are kept for 400 days, a dossier's newest
          always), `GET /notifications/events/dossiers/{id}` for its last event. Events of plans have no
          numbers; those of one plan come in their order.
        - Events are thin: no names of persons, no accounts, no words that people wrote. Ask the API for more, with your own rights.
        - Within a version a type only gains fields, and a text with names gains names: skip what you do not know. A change that would
          break a reader is another version beside this one.
        - You get what your rights of the moment show: `events:read`, and for `vn.ntm.plan.*` also `planning:read`.

        ## The feed
        `GET /notifications/events?after=0` answers `{ "items": [{ "position", "event" }], "next", "more", "epoch" }`. Ask again with
        `after` = `next` and the same `epoch`. `type` (several, `vn.ntm.deadline.*` for all that begin so), `unit` (a path such as `42/439`,
        with all below) and `title` choose; `dossierId` and `planId` ask for one; `wait=30` holds the answer back until there is an event.

        ```sh
        curl -H "Authorization: Bearer $TOKEN" "$NTM/notifications/events?after=0&type=vn.ntm.dossier.*&wait=30"
        curl -N -H "Authorization: Bearer $TOKEN" -H "Accept: text/event-stream" -H "Last-Event-ID: $CURSOR" "$NTM/notifications/events"
        ```

        As `text/event-stream` every event has its cursor as `id`, which `Last-Event-ID` resumes after, and its type as event name. A stream
        ends with its token, and when a replica stops: connect again. 410 `notifications.feed_restarted` and `notifications.feed_trimmed`
        answer with `epoch` and `resumeAfter`: go on with these. 429 and 503 on waiting readers carry `Retry-After`.

        """;

    /// <summary>The page.</summary>
    /// <param name="examples">An event of each type.</param>
    public static string Of(IReadOnlyList<JsonObject> examples)
    {
        List<string> page = [Head, "## Attributes", .. Table(StatusSchema.Envelope()), "", "## Types"];
        foreach (var type in StatusCatalogue.Types)
        {
            var example = examples.First(of => of["type"]!.GetValue<string>() == type.Name);
            page.AddRange([
                "",
                $"### {type.Name}",
                StatusSchema.SummaryOf(type),
                "",
                .. Table(StatusSchema.Of(type, null)),
                "",
                "```json",
                EventFiles.Text(example).TrimEnd(),
                "```",
            ]);
        }

        return string.Join('\n', page).ReplaceLineEndings("\n") + "\n";
    }

    private static IEnumerable<string> Table(JsonObject schema) =>
        ["| field | form | always | meaning |", "|---|---|---|---|", .. Rows(schema, "")];

    private static IEnumerable<string> Rows(JsonObject schema, string before)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        foreach (var (name, field) in schema["properties"]!.AsObject())
        {
            var of = field!.AsObject();
            var names = (of["x-names"] as JsonArray ?? []).Select(value => $"`{value}`").ToList();
            var meaning = of["description"] + (names.Count > 0 ? " Names: " + string.Join(", ", names) + "." : "");
            yield return $"| {before}{name} | {FormOf(of)} | {(required.Contains(name) ? "yes" : "")} | {meaning} |";
            if (of["items"] is JsonObject items && items["properties"] is not null)
            {
                foreach (var row in Rows(items, $"{before}{name}[]."))
                {
                    yield return row;
                }
            }
        }
    }

    private static string FormOf(JsonObject field) => field["format"]?.GetValue<string>() ?? field["type"]?.GetValue<string>() ?? "any";
}
