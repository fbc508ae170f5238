using ApiAuth.Emulator.Faults;

namespace ApiAuth.Emulator.Tests.Faults;

public sealed class FaultTableTests : FaultTest
{
    [Fact]
    public async Task A_fault_hits_as_many_requests_as_it_counts()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Count = 2 });

        await AssertStatusesAsync(500, 500, 200);
        Assert.Empty(Emulator.Faults.List());
    }

    [Fact]
    public async Task A_count_of_zero_hits_until_it_is_removed()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Count = 0 });
        await AssertStatusesAsync(500, 500, 500, 500);

        Emulator.Faults.Clear();
        await AssertStatusesAsync(200);
    }

    [Fact]
    public async Task After_lets_the_first_ones_through()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, After = 2 });

        await AssertStatusesAsync(200, 200, 500, 200);
    }

    [Fact]
    public async Task Two_faults_take_turns_in_the_order_in_which_they_were_added()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 503 });
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 429 });

        await AssertStatusesAsync(503, 429, 200);
    }

    [Fact]
    public async Task The_path_has_wildcards()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Path = "/services/*" });

        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/alive.txt")).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await GetAsync(Ping)).StatusCode);
    }

    [Fact]
    public async Task Operation_and_service_restrict_to_them()
    {
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Service = "solutionsByText", Operation = "login" });

        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/services/apilogin?username=guest&password=guest")).StatusCode);
        Assert.Equal(
            HttpStatusCode.InternalServerError,
            (await PostAsync(SolutionsByText.Sbt.SoapLogin, new StringContent(SolutionsByText.Sbt.LoginEnvelope("sbt-key-never"), null, "text/xml"))).StatusCode);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Emulator.Faults.Add(new Fault { Kind = "none" }));
        Assert.Throws<ArgumentException>(() => Emulator.Faults.Add(new Fault { Kind = FaultKind.Delay, Milliseconds = -1 }));
        Assert.Throws<ArgumentException>(() => Emulator.Faults.Add(new Fault { Kind = FaultKind.RawBody, BodyBase64 = "?" }));
        Assert.Empty(Emulator.Faults.List());
    }

    private async Task AssertStatusesAsync(params int[] expected)
    {
        List<int> actual = [];
        while (actual.Count < expected.Length)
        {
            actual.Add((int)(await GetAsync(Ping)).StatusCode);
        }

        Assert.Equal(expected, actual);
    }
}
