using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using global::Service;
using Xunit;

namespace GateDsl.Service.Tests;

/// <summary>examples/service over HTTP on loopback: what clients send, good and bad, and never an error of the server.</summary>
public sealed class ScoringServiceTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("gate-service-").FullName;
    WebApplication service = null!;
    HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(Path.Combine(folder, "credit.gate"), "let risk income debt = sigmoid (3 * debt / income - 2)\nlet pair x = (x, x)\n");
        service = ScoringService.Build(folder, "http://127.0.0.1:0");
        await service.StartAsync();
        client = new() { BaseAddress = new(service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await service.StopAsync();
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_formula_has_its_value_and_gradient()
    {
        JsonElement score = await Right("/evaluate", """{"formula": "a * x ** 2 + b", "values": {"a": 2, "x": 3, "b": 1}}""");
        Assert.Equal(19, score.GetProperty("value").GetDouble());
        Assert.Equal("""{"a":9,"x":12,"b":1}""", score.GetProperty("gradient").GetRawText());

        score = await Right("/evaluate", """{"formula": "if flag then log x else 0", "values": {"flag": 1, "x": 0}}""");
        Assert.Equal("-Infinity", score.GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("""{"formula": "1 +", "values": {}}""", "GATE")]
    [InlineData("""{"formula": "sigmod(x)", "values": {"x": 1}}""", "GATE0201")]
    [InlineData("""{"formula": "fun x -> x", "values": {"x": 1}}""", "GATE")]
    [InlineData("""{"formula": "(x, y)", "values": {"x": 1, "y": 2}}""", "request")]
    [InlineData("""{"formula": "x", "values": {}}""", "'x' is missing")]
    [InlineData("""{"formula": "x"}""", "'x' is missing")]
    [InlineData("""{"formula": "x", "values": {"x": 1, "y": 2}}""", "no 'y'")]
    [InlineData("""{"formula": "x", "values": {"x": "one"}}""", "request")]
    [InlineData("""{"formula": null, "values": {}}""", "request")]
    [InlineData("""{"values": {}}""", "request")]
    [InlineData("{", "request")]
    [InlineData("null", "request")]
    [InlineData("""{"formula": "x", "values": {"x": 1, "x": 2}}""", "request")]
    [InlineData("""{"formula": "x", "formula": "y", "values": {"x": 1}}""", "request")]
    [InlineData("""{"formula": "\ud800", "values": {"x": 1}}""", "request")]
    [InlineData("", "request")]
    [InlineData("[[[[[[[[[[[[1]]]]]]]]]]]]", "request")]
    public async Task What_is_wrong_is_said_with_code_and_place(string body, string message)
    {
        HttpResponseMessage answer = await Post("/evaluate", body);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(message, text, StringComparison.Ordinal);
        JsonElement error = JsonDocument.Parse(text).RootElement.GetProperty("errors")[0];
        if (error.GetProperty("code").GetString()!.StartsWith("GATE", StringComparison.Ordinal)) Assert.True(error.GetProperty("column").GetInt32() > 0);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", 200), InlineData("application/json; charset=\"UTF-8\"", 200), InlineData("application/problem+json", 200)]
    [InlineData("application/json; charset=nonsense", 415), InlineData("application/json; charset=utf-16", 415), InlineData("application/json; charset=", 415)]
    [InlineData("text/plain", 415), InlineData("", 415), InlineData("nonsense", 415)]
    public async Task A_request_is_JSON_in_UTF8(string type, int status)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"formula": "x", "values": {"x": 1}}"""));
        if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(status, (int)(await client.PostAsync("/evaluate", content)).StatusCode);
    }

    [Fact]
    public async Task Named_formulas_are_read_again_when_their_file_changes()
    {
        JsonElement score = await Right("/formulas/risk", """{"values": {"income": 100, "debt": 100}}""");
        Assert.Equal(1 / (1 + Math.Exp(-1)), score.GetProperty("value").GetDouble(), 15);
        Assert.Contains("risk", await client.GetStringAsync("/formulas"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Post("/formulas/none", """{"values": {}}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("/formulas/pair", """{"values": {"x": 1}}""")).StatusCode);

        File.WriteAllText(Path.Combine(folder, "credit.gate"), "let risk income debt = broken (\n");       // the last good version serves
        await Task.Delay(2_500);
        await Right("/formulas/risk", """{"values": {"income": 100, "debt": 100}}""");
        File.WriteAllText(Path.Combine(folder, "credit.gate"), "let risk income debt = income - debt\n");
        File.WriteAllText(Path.Combine(folder, "new.gate"), "let fresh x = x * x\n");
        await Eventually(async () => (await Post("/formulas/fresh", """{"values": {"x": 3}}""")).IsSuccessStatusCode);
        await Eventually(async () => (await Right("/formulas/risk", """{"values": {"income": 100, "debt": 60}}""")).GetProperty("value").GetDouble() == 40);
    }

    [Fact]
    public async Task Hostile_formulas_are_answered_soon_and_never_with_an_error_of_the_server()
    {
        string[] formulas =
        [
            "(2 + sin x) ** 1e8", new('(', 60_000), string.Join(" + ", Enumerable.Repeat("x", 15_000)), string.Concat(Enumerable.Repeat("sin (", 9_000)),
            string.Join(" * ", Enumerable.Range(0, 5_000).Select(i => $"(x + {i})")), "grad (grad (grad (grad (fun x -> exp (sin x) * x)))) x", "x" + new string('\'', 25), "\0", "\uD800",
            "exp (exp (exp (exp x)))", string.Concat(Enumerable.Repeat("(fun f -> f >> f) (", 40)) + "sin" + new string(')', 40) + " x",
        ];
        foreach (string formula in formulas)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            HttpResponseMessage answer = await Post("/evaluate", JsonSerializer.Serialize(new { formula, values = new { x = 0.5 } }));
            Assert.True((int)answer.StatusCode < 500, $"{formula[..Math.Min(40, formula.Length)]}: {await answer.Content.ReadAsStringAsync()}");
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{formula[..Math.Min(40, formula.Length)]}: {clock.Elapsed}");
        }
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post("/evaluate", JsonSerializer.Serialize(new { formula = new string('x', 300_000) }))).StatusCode);
    }

    [Fact]
    public async Task Sixteen_clients_at_once_get_their_own_answers_and_memory_stays_flat()
    {
        int rounds = Repository.Long ? 20_000 : 150;
        await Clients(10);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await Clients(rounds);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(after - before < 40 << 20, $"{(after - before) >> 20} MB more after {16 * rounds} formulas");

        Task Clients(int count) => Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(async () =>
        {
            for (int i = 0; i < count; i++)
            {
                // Every formula is new, so that nothing but the cache may keep it.
                JsonElement score = await Right("/evaluate", $$"""{"formula": "x * {{number}} + {{i}}.5", "values": {"x": 2} }""");
                Assert.Equal(2 * number + i + 0.5, score.GetProperty("value").GetDouble());
                Assert.Equal(number, score.GetProperty("gradient").GetProperty("x").GetDouble());
            }
        })));
    }

    async Task<JsonElement> Right(string path, string body)
    {
        HttpResponseMessage answer = await Post(path, body);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    async Task<HttpResponseMessage> Post(string path, string body) => await client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

    static async Task Eventually(Func<Task<bool>> holds)
    {
        for (int i = 0; i < 50 && !await holds(); i++) await Task.Delay(200);
        Assert.True(await holds());
    }
}
