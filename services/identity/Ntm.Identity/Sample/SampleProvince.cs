using Ntm.Web;

namespace Ntm.Identity.Sample;

/// <summary>The sample province as shipped: real places, invented people, one password for all.</summary>
/// <param name="Password">Password of every sample account.</param>
/// <param name="Accounts">The sample accounts.</param>
public sealed record SampleProvince(string Password, IReadOnlyList<SampleAccount> Accounts);

/// <summary>A sample account, to be shown at start.</summary>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Name">Invented name.</param>
/// <param name="Title">What the person is, in Vietnamese.</param>
/// <param name="Grants">Grants as <c>role@unit-code#DEPARTMENT</c>.</param>
public sealed record SampleAccount(string UserName, string Name, string Title, IReadOnlyList<string> Grants);

/// <summary>The data file behind the sample province.</summary>
internal sealed record SampleFile
{
    private const string FileName = "sample-province.json";

    public required string About { get; init; }

    public required string Password { get; init; }

    public required SampleDocument Document { get; init; }

    /// <summary>First day of everything in the file that names no other.</summary>
    public required DateOnly From { get; init; }

    public required IReadOnlyList<SampleUnit> Units { get; init; }

    public required IReadOnlyList<SampleMerge> Merges { get; init; }

    public required IReadOnlyList<SamplePerson> People { get; init; }

    /// <exception cref="UnusableDataException">The data file has faults; the message names them.</exception>
    public static SampleFile Load()
    {
        var (file, faults) = StrictJson.Read<SampleFile>(StrictJson.Embedded(typeof(SampleFile), FileName));
        return file ?? throw new UnusableDataException($"{FileName}:\n" + string.Join('\n', faults));
    }

    public SampleProvince ToProvince() =>
        new(Password, [.. People.Select(person => new SampleAccount(person.UserName, person.Name, person.Title, person.Grants))]);
}

internal sealed record SampleDocument(string Number, DateOnly Date);

/// <summary><c>Mark</c> is <c>official</c> or <c>sample</c>; the latter is invented.</summary>
internal sealed record SampleUnit(string Code, string Level, string Name, string? Parent, string Mark);

internal sealed record SampleMerge(
    IReadOnlyList<string> Sources,
    string Code,
    string Name,
    string Parent,
    DateOnly On,
    SampleDocument Document,
    string Mark
);

internal sealed record SamplePerson(string UserName, string Name, string Title, string Home, IReadOnlyList<string> Grants);
