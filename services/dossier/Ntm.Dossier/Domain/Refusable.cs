using System.Diagnostics.CodeAnalysis;

namespace Ntm.Dossier.Domain;

/// <summary>Either what was asked for, or why not.</summary>
internal readonly record struct Refusable<T>
    where T : class
{
    public T? Value { get; private init; }
    public Error? Error { get; private init; }

    public bool Refused([NotNullWhen(true)] out Error? error, [NotNullWhen(false)] out T? value)
    {
        (error, value) = (Error, Value);
        return error is not null;
    }

    public static implicit operator Refusable<T>(Error error) => new() { Error = error };

    public static implicit operator Refusable<T>(T value) => new() { Value = value };
}
