namespace Ntm.Planning.Domain.Plans;

/// <summary>The administrative unit that a plan is for.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Path">Codes from the province down to it.</param>
/// <param name="Level">Level.</param>
internal sealed record PlanUnit(string Code, string Name, string Path, PlanLevel Level);
