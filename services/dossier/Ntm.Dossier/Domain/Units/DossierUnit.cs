namespace Ntm.Dossier.Domain.Units;

/// <summary>The unit that a dossier is about.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Path">Codes from the province down to the unit.</param>
internal sealed record DossierUnit(string Code, string Name, string Path);

/// <summary>A unit that the dossier was about before.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Path">Codes from the province down to the unit.</param>
/// <param name="Until">Last legal day on which the dossier was about it.</param>
internal sealed record FormerUnit(string Code, string Name, string Path, DateOnly Until);

/// <summary>Where a dossier stands after units changed.</summary>
/// <param name="Unit">The unit that it is about.</param>
/// <param name="Actors">Level → path of the unit that acts on that level.</param>
internal sealed record UnitPlacement(DossierUnit Unit, IReadOnlyDictionary<string, string> Actors)
{
    /// <summary>Before a level: who acts at the stages of it that prepare the dossier, where that is not the level's own unit.</summary>
    public const string Preparing = "preparing:";

    /// <summary>Path of the unit that acts at a stage.</summary>
    public static string ActorOf(IReadOnlyDictionary<string, string> actors, Stage stage) =>
        stage.Prepares && actors.TryGetValue(Preparing + stage.Level, out var own) ? own : actors[stage.Level];
}
