using System.Diagnostics.CodeAnalysis;

namespace Ntm.Web;

/// <summary>The result of a rule: done, or every reason why not.</summary>
public sealed class Result
{
    public static readonly Result Done = new([]);

    private Result(IReadOnlyList<Error> errors) => Errors = errors;

    /// <summary>Why not; empty when it was done.</summary>
    public IReadOnlyList<Error> Errors { get; }

    public bool Refused => Errors.Count > 0;

    /// <summary>Refused for these reasons; done when there are none.</summary>
    public static Result Of(IEnumerable<Error> errors) => new([.. errors]);

    /// <summary>Continues when nothing was refused so far.</summary>
    public Result Then(Func<Result> next) => Refused ? this : next();

    /// <summary>Continues with a function that returns a value when nothing was refused so far.</summary>
    public Result<T> Then<T>(Func<Result<T>> next)
        where T : class => Refused ? Errors.ToList() : next();

    public static implicit operator Result(Error error) => new([error]);

    public static implicit operator Result(List<Error> errors) => Of(errors);
}

/// <summary>A value, or every reason why there is none.</summary>
public sealed class Result<T>
    where T : class
{
    private Result(T? value, IReadOnlyList<Error> errors) => (Value, Errors) = (value, errors);

    /// <summary>The value; null when it was refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; empty when there is a value.</summary>
    public IReadOnlyList<Error> Errors { get; }

    [MemberNotNullWhen(false, nameof(Value))]
    public bool Refused => Value is null;

    /// <summary>Continues with the value when nothing was refused so far.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next)
        where TNext : class => Refused ? new Result<TNext>(null, Errors) : next(Value);

    /// <summary>Maps the value when nothing was refused so far.</summary>
    public Result<TNext> Then<TNext>(Func<T, TNext> next)
        where TNext : class => Then(value => (Result<TNext>)next(value));

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(Error error) => new(null, [error]);

    /// <summary>Refused for these reasons, of which there is one at least.</summary>
    public static implicit operator Result<T>(List<Error> errors) =>
        errors.Count > 0 ? new(null, errors) : throw new ArgumentException("A refusal has a reason.", nameof(errors));

    public static implicit operator Result(Result<T> result) => Result.Of(result.Errors);
}
