namespace Ntm.Contracts.Assessment.V1;

/// <summary>Hashes that bind what was submitted or counted, so that a later change of it can be found and named.</summary>
/// <param name="Hash">SHA-256 over the canonical JSON of <paramref name="Parts"/>, lower-case hex.</param>
/// <param name="Parts">Each part with its own hash, by name.</param>
public sealed record ContentProof(string Hash, IReadOnlyList<ProvenPart> Parts);

/// <summary>One part of what is bound.</summary>
/// <param name="Name">
/// Of a self-assessment <c>revision</c>, the code of an indicator for its value and verdict, e.g. <c>17.6</c>, or the code with
/// <c>/evidence</c>; of a survey <c>minutes</c>, <c>count</c> or <c>village/{code}/{number of the sheet}</c>.
/// </param>
/// <param name="Hash">SHA-256 over the canonical JSON of the part, lower-case hex.</param>
public sealed record ProvenPart(string Name, string Hash);
