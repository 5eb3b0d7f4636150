# syntax=docker/dockerfile:1
FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /src
# Poms first: the layer with the downloaded libraries then only changes with them.
COPY .mvn .mvn
COPY pom.xml ./
COPY engine/pom.xml engine/
COPY journal/pom.xml journal/
COPY gateway/pom.xml gateway/
COPY ops/pom.xml ops/
COPY bench/pom.xml bench/
COPY engine/src/main engine/src/main
COPY journal/src/main journal/src/main
COPY gateway/src/main gateway/src/main
COPY ops/src/main ops/src/main
# Tests and static checks ran before an image is built.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -Dfast -Dmaven.test.skip=true -pl ops -am package

FROM eclipse-temurin:25-jre-noble
LABEL org.opencontainers.image.title="Ringfence" \
      org.opencontainers.image.licenses="Apache-2.0"
# Libraries apart from our own jar: they change less often.
COPY --from=build /src/ops/target/ringfence/lib /opt/ringfence/lib
COPY --from=build /src/ops/target/ringfence/ringfence.jar /opt/ringfence/ringfence.jar
COPY --chmod=755 ops/deploy/healthcheck /opt/ringfence/healthcheck
# The journal. A volume takes over the owner of the folder that it covers.
RUN mkdir /data && chown 1000:1000 /data
VOLUME /data
USER 1000:1000
WORKDIR /data
# 8080 orders, 8081 operations
EXPOSE 8080 8081
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 CMD ["/opt/ringfence/healthcheck"]
# Access for Agrona and Chronicle is in the jar's manifest; these two flags cannot be.
ENTRYPOINT ["java", "--sun-misc-unsafe-memory-access=allow", "-Dchronicle.analytics.disable=true", \
            "-Dchronicle.disk.monitor.disable=true", "-jar", "/opt/ringfence/ringfence.jar"]
CMD ["run", "--data", "/data"]
