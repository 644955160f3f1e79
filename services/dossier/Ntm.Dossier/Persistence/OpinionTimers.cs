using System.Globalization;
using System.Text.Json;
using Ntm.Dossier.Domain.Opinions;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Dossier.Persistence;

/// <summary>What a timer of an opinion watches.</summary>
/// <param name="DossierId">Dossier.</param>
/// <param name="Number">The opinion's number.</param>
internal sealed record OpinionWatch(Guid DossierId, int Number);

/// <summary>The timers that remind of opinions asked of others.</summary>
internal static class OpinionTimers
{
    public const string Kind = "dossier.opinion";

    /// <summary>The timers that the open questions of a dossier must have.</summary>
    public static IReadOnlyList<Timer> Of(RecognitionDossier dossier) =>
        [.. dossier.Content.AskedOpinions.Select(opinion => Of(dossier.Id, opinion)).OfType<Timer>()];

    public static OpinionWatch Read(string payload) => JsonSerializer.Deserialize<OpinionWatch>(payload, JsonSerializerOptions.Web)!;

    private static Timer? Of(Guid dossierId, Opinion opinion) =>
        opinion is not { IsOpen: true, NextAlarmAt: { } alarm }
            ? null
            : new Timer
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"{dossierId:N}/opinion/{opinion.Number}/{alarm.UtcTicks}"),
                Kind = Kind,
                DueAt = alarm,
                Payload = JsonSerializer.Serialize(new OpinionWatch(dossierId, opinion.Number), JsonSerializerOptions.Web),
            };
}
