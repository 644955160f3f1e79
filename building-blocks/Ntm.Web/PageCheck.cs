using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>Refuses a page that no list can have, for every endpoint that takes a <see cref="PageRequest"/>: a client that pages with a
/// damaged cursor would otherwise begin anew without noticing.</summary>
public static class PageCheck
{
    /// <summary>Whether a handler lists pages.</summary>
    public static bool IsPaged(MethodInfo handler) =>
        handler.GetParameters().Any(parameter => parameter.ParameterType == typeof(PageRequest));

    /// <summary>Filter of a group of endpoints; those that list no pages do without it.</summary>
    public static EndpointFilterDelegate Filter(EndpointFilterFactoryContext endpoint, EndpointFilterDelegate next) =>
        IsPaged(endpoint.MethodInfo)
            ? invocation =>
                invocation.Arguments.OfType<PageRequest>().First().Fault is { } fault
                    ? ValueTask.FromResult<object?>(fault.ToProblem())
                    : next(invocation)
            : next;
}
