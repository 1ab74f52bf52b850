using System.Text.Json;
using System.Text.Json.Serialization;
using GateDsl;
using Microsoft.Net.Http.Headers;

namespace Service;

/// <summary>The routes. Whatever is wrong with a request is a 400 that says where and why; nothing that a client sends is an error of the server.</summary>
static class ScoringService
{
    // A formula of 64 kB with its values.
    const int LargestRequest = 256 << 10;

    public static WebApplication Build(string folder, string url)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url).ConfigureKestrel(server => server.Limits.MaxRequestBodySize = LargestRequest);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            // NaN and the infinities are results like others: "NaN", "Infinity".
            json.SerializerOptions.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.MaxDepth = 8;
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);      // to answer in one form
        builder.Services.AddSingleton(new Scorer(folder));
        WebApplication app = builder.Build();

        app.Use(Answer);
        app.MapPost("/evaluate", (FormulaRequest request, Scorer scorer) => scorer.Formula(request));
        app.MapGet("/formulas", (Scorer scorer) => scorer.Names());
        app.MapPost("/formulas/{name}", (string name, ValuesRequest request, Scorer scorer) => scorer.Named(name, request.Values));
        return app;
    }

    // The one place where what went wrong becomes an answer.
    static async Task Answer(HttpContext context, RequestDelegate next)
    {
        try
        {
            CheckEncoding(context.Request);
            await next(context);
        }
        catch (Exception wrong) when (!context.Response.HasStarted && Problem.Of(wrong) is { } problem)
        {
            context.Response.StatusCode = problem.Status;
            await context.Response.WriteAsJsonAsync(new Problems(problem.Errors));
        }
    }

    // JSON is UTF-8. The framework throws where another name stands, or this one in quotation marks.
    static void CheckEncoding(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.Charset.HasValue) return;
        if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)) throw new BadHttpRequestException("a request is in UTF-8", StatusCodes.Status415UnsupportedMediaType);
        request.ContentType = type.MediaType.Value;
    }

    /// <summary>What is wrong with a request.</summary>
    sealed record Problem(int Status, IReadOnlyList<Error> Errors)
    {
        public static Problem? Of(Exception wrong) => wrong switch
        {
            GateException bad => new(400, [.. bad.Diagnostics.Select(Error.Of)]),
            UnknownFormula unknown => new(404, [Request(unknown.Message)]),
            ArgumentException bad => new(400, [Request(bad.Message)]),
            BadHttpRequestException { StatusCode: var status, InnerException: JsonException json } => new(status, [Request(json.Message)]),
            BadHttpRequestException bad => new(bad.StatusCode, [Request(bad.Message)]),
            OperationCanceledException => new(400, [Request("it took too long")]),
            _ => null,
        };

        static Error Request(string message) => new("request", null, null, message, null);
    }
}

/// <summary>A formula and the values of its names.</summary>
sealed record FormulaRequest(string Formula, Dictionary<string, double>? Values);

/// <summary>The values of a named formula's parameters.</summary>
sealed record ValuesRequest(Dictionary<string, double>? Values);

/// <summary>The value of a formula with its partial derivatives, by the names of the float parameters.</summary>
sealed record Score(double Value, IReadOnlyDictionary<string, double> Gradient, IReadOnlyList<Error>? Warnings = null);

/// <summary>A message about a formula (its code is GATE0000, with a place in it) or about the request.</summary>
sealed record Error(string Code, int? Line, int? Column, string Message, string? Help)
{
    public static Error Of(Diagnostic diagnostic)
    {
        var (line, column) = diagnostic.Source.Place(diagnostic.Span.Start);
        return new(diagnostic.Code, line, column, diagnostic.Message, diagnostic.Help);
    }
}

sealed record Problems(IReadOnlyList<Error> Errors);
